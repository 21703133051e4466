"""What can be seen of the command from outside alone: as a process, at a terminal, in a pipe."""

import errno
import getpass
import io
import json
import os
import pty
import select
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest
from children import end_by

from novapost_auth import NovaPost
from novapost_auth.cli import main
from novapost_auth.cli._app import run
from novapost_auth.cli._keys import _asked

PATIENCE = 60  # Seconds, for a process on a busy machine.


class Terminal:
    """The other end of a terminal: sees what a person would."""

    def __init__(self, start, *words):
        self._end, slave = pty.openpty()
        streams = dict.fromkeys(("stdin", "stdout", "stderr"), slave)
        self.process = start(*words, **streams, start_new_session=True)
        os.close(slave)
        self.seen = ""

    def wait_for(self, text):
        while text not in self.seen:
            assert self._read(), self.seen
        return self

    def type(self, text):
        os.write(self._end, f"{text}\n".encode())

    def press(self, keys):
        os.write(self._end, keys)

    def ended(self):
        while self._read():
            pass
        os.close(self._end)
        return self.process.wait(PATIENCE)

    def _read(self):
        ready, _, _ = select.select([self._end], [], [], PATIENCE)
        assert ready, self.seen
        try:
            data = os.read(self._end, 65536)
        except OSError:  # How Linux tells that the other end is closed.
            return False
        self.seen += data.decode(errors="replace")
        return bool(data)


def test_the_key_is_asked_for_and_not_shown_and_so_is_deletion(
    environ, start, fake, shipment, tmp_path
):
    environ.delenv("NOVAPOST_API_KEY")
    terminal = Terminal(start, "shipment", "delete", shipment.number)
    terminal.wait_for("API key (not shown): ").type(fake.api_key)
    terminal.wait_for("[y/N] ").type("y")
    assert terminal.ended() == 0
    assert f"Delete {shipment.number}, ReadyToShip, " in terminal.seen
    assert f"deleted {shipment.number}" in terminal.seen
    assert fake.api_key not in terminal.seen
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert not any(fake.api_key.encode() in path.read_bytes() for path in files)


def test_a_key_that_is_not_given(environ, start):
    environ.delenv("NOVAPOST_API_KEY")
    for typed in (b"\x04", b"\n"):  # The end of the input, and no word.
        terminal = Terminal(start, "divisions")
        terminal.wait_for("API key (not shown): ").press(typed)
        assert terminal.ended() == 2
        question, said = terminal.seen.splitlines()
        assert question == "Nova Post API key (not shown): "
        assert said.startswith("novapost: no API key: set NOVAPOST_API_KEY")


def test_ctrl_c_instead_of_a_key(environ, start):
    environ.delenv("NOVAPOST_API_KEY")
    terminal = Terminal(start, "divisions")
    end_by(terminal.wait_for("API key (not shown): ").process, signal.SIGINT)
    assert terminal.ended() == 130
    assert terminal.seen == "Nova Post API key (not shown): \r\n"


def test_a_key_that_the_terminal_would_show_is_not_asked_for(monkeypatch, capsys):
    monkeypatch.setattr(getpass, "getpass", getpass.fallback_getpass)

    assert _asked() is None

    assert capsys.readouterr() == ("", "")


def test_a_question_may_be_declined(start, shipment):
    terminal = Terminal(start, "shipment", "delete", shipment.number)
    terminal.wait_for("[y/N] ").type("")
    assert terminal.ended() == 1
    assert "nothing was deleted" in terminal.seen


def test_no_key_in_the_process_list_and_ctrl_c_is_quiet(start, environ, fake, shipment, tmp_path):
    environ.delenv("NOVAPOST_API_KEY")
    (tmp_path / "key").write_text(fake.api_key)
    (tmp_path / "key").chmod(0o600)
    with start("track", shipment.number, "--watch", "--key-file", "key") as process:
        assert process.stdout.readline().startswith(shipment.number.encode())
        entry = Path(f"/proc/{process.pid}")
        for name in ("cmdline", "environ"):
            assert fake.api_key.encode() not in (entry / name).read_bytes()
        end_by(process, signal.SIGINT)
        assert process.communicate(timeout=PATIENCE) == (b"", b"")
    assert process.returncode == 130


def test_ctrl_c_does_not_wait_for_an_answer(start, fake):
    before = len(fake.calls)
    fake.latency = 3 * PATIENCE
    try:
        with start("call", "GET", "/shipments") as process:
            deadline = time.monotonic() + PATIENCE
            while len(fake.calls) == before:
                assert time.monotonic() < deadline
                time.sleep(0.02)
            end_by(process, signal.SIGINT)
            assert process.communicate(timeout=PATIENCE) == (b"", b"")
    finally:
        fake.latency = 0
    assert process.returncode == 130


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_download_that_is_ended_leaves_nothing_half_written(start, fake, tmp_path, number):
    (tmp_path / "all.jsonl").write_text("old")
    before = len(fake.calls)
    fake.latency = 3 * PATIENCE
    try:
        with start("divisions", "download", "-o", "all.jsonl") as process:
            deadline = time.monotonic() + PATIENCE
            while len(fake.calls) == before:
                assert time.monotonic() < deadline
                time.sleep(0.02)
            assert list(tmp_path.glob(".*.part"))
            end_by(process, number)
            assert process.communicate(timeout=PATIENCE) == (b"", b"")
    finally:
        fake.latency = 0
    assert process.returncode == (130 if number == signal.SIGINT else -number)
    assert [one.name for one in tmp_path.iterdir() if one.is_file()] == ["all.jsonl"]
    assert (tmp_path / "all.jsonl").read_text() == "old"


@pytest.mark.parametrize("words", [("divisions", "--json"), ("call", "POST", "/shipments", "{}")])
def test_a_closed_standard_output_is_no_success_and_nothing_is_begun(start, fake, words):
    before = len(fake.calls)
    with start(*words, stdout=None, preexec_fn=partial(os.close, 1)) as process:
        _, told = process.communicate(timeout=PATIENCE)
    assert told.startswith(b"novapost: the standard output is closed")
    assert process.returncode == 2
    assert len(fake.calls) == before


def test_a_reader_that_stops_reading(start):
    with start("divisions", "--limit", "1000", "--json") as process:
        assert process.stdout.readline() == b"[\n"
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="has no disk that is always full")
@pytest.mark.parametrize(
    ("unbuffered", "words"),
    [
        ("", "divisions"),
        ("", "divisions --json"),
        ("", "divisions download -o -"),
        ("", "call GET /divisions -o -"),
        ("", "completion bash"),
        ("", "--help"),
        ("", "--version"),
        ("", "track NOPE"),
        ("", "track NOPE --json"),
        # One of each kind: rows, bytes, and what is said of the command itself.
        ("1", "divisions"),
        ("1", "divisions download -o -"),
        ("1", "--help"),
    ],
)
def test_a_standard_output_that_cannot_be_written_is_told_of_once(
    start, environ, words, unbuffered
):
    """At once, or when all of it is to be written, which some Pythons try again at their end."""
    environ.setenv("PYTHONUNBUFFERED", unbuffered)
    with Path("/dev/full").open("wb") as full, start(*words.split(), stdout=full) as process:
        _, told = process.communicate(timeout=PATIENCE)
    assert told == b"novapost: the standard output: No space left on device\n"
    assert process.returncode == 2


class Full(io.StringIO):
    """A standard output as some Pythons have it: what it could not write, it forgets."""

    def write(self, text):
        if text:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return 0


@pytest.mark.parametrize("words", ["--version", "--help", "divisions", "divisions --json"])
def test_that_is_told_where_nothing_is_left_to_be_written_again(environ, capsys, words):
    environ.setattr(sys, "stdout", Full())
    assert run(words.split()) == 2
    assert capsys.readouterr().err == "novapost: the standard output: No space left on device\n"
    assert isinstance(sys.stdout, Full)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("divisions", "--limit", "1", "--json"), 0),
        (("divisions", "download", "-o", "-"), 0),
        (("shipment", "show", "1"), 1),
        (("label",), 2),
    ],
)
@pytest.mark.parametrize("way", ["closed", "full", "unread"])
def test_no_message_gets_among_the_answers_or_changes_how_it_ends(start, cli, words, code, way):
    expected = cli(*words).out.encode()
    read, written = os.pipe()
    os.close(read)
    options = {
        "closed": {"stderr": None, "preexec_fn": partial(os.close, 2)},
        "full": {"stderr": subprocess.DEVNULL},
        "unread": {"stderr": written},
    }[way]
    with Path("/dev/full" if way == "full" else os.devnull).open("wb") as file:
        options |= {"stderr": file} if way == "full" else {}
        with start(*words, **options) as process:
            out, _ = process.communicate(timeout=PATIENCE)
    os.close(written)
    assert (process.returncode, out) == (code, expected)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("track", "-"), "there is no number to track"),
        (("create", "-"), "the standard input holds no JSON: it is empty"),
        (("call", "POST", "/shipments", "-"), "the standard input holds no JSON: it is empty"),
        (("shipment", "delete", "1"), "nobody is there to be asked: --yes deletes without a "),
    ],
)
def test_a_closed_standard_input_is_an_empty_one(start, words, told):
    with start(*words, stdin=None, preexec_fn=partial(os.close, 0)) as process:
        out, err = process.communicate(timeout=PATIENCE)
    assert (process.returncode, out) == (2, b"")
    assert err.decode().startswith(f"novapost: {told}")
    assert err.count(b"\n") == 1


def test_an_input_that_does_not_wait_is_read_to_its_end(start, shipment):
    read, write = os.pipe()
    os.set_blocking(read, False)  # As who called may have left it for a loop of its own.
    with start("track", "-", "--json", stdin=read) as process:
        while not os.get_blocking(read) and process.poll() is None:
            time.sleep(0.01)
        os.close(read)
        with os.fdopen(write, "wb") as numbers:
            numbers.write(shipment.number.encode())
        out, err = process.communicate(timeout=PATIENCE)
    assert (process.returncode, err) == (0, b"")
    assert shipment.number in out.decode()


def test_an_output_that_does_not_wait_gets_all_of_an_answer(start):
    read, write = os.pipe()
    os.set_blocking(write, False)
    with start("divisions", "--json", "--limit", "1000", stdout=write) as process:
        os.close(write)
        assert select.select([read], [], [], PATIENCE)[0]
        with os.fdopen(read, "rb") as output:
            out = output.read()
        _, err = process.communicate(timeout=PATIENCE)
    assert (process.returncode, err) == (0, b"")
    assert len(out) > 100_000  # More than a pipe holds.
    json.loads(out)


def test_what_goes_to_a_file_by_the_standard_output_is_added_to_it(start, shipment, tmp_path):
    words = ("label", shipment.number, "-o", "/dev/stdout", "--json")
    (tmp_path / "log").write_bytes(b"first\n")
    with (tmp_path / "log").open("ab") as log, start(*words, stdout=log) as process:
        _, err = process.communicate(timeout=PATIENCE)
        log.write(b"last\n")
    assert (process.returncode, err) == (0, b"")
    content = (tmp_path / "log").read_bytes()
    assert content.startswith(b"first\n%PDF-")
    assert content.endswith(b"%%EOF\nlast\n")


def test_the_log_is_told_to_the_standard_error(start, environ, fake):
    environ.setenv("NOVAPOST_LOG", "debug")
    with start("call", "GET", "/shipments", "--json") as process:
        out, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0
    assert out.startswith(b"{")
    assert b"novapost DEBUG" in err
    assert fake.api_key.encode() not in out + err
    assert b"eyJ" not in out + err


def test_serving_the_fake_until_it_is_told_to_stop(start, cli, environ, order):
    with start("serve-fake", "--speed", "1e12") as process:
        lines = b"".join(process.stdout.readline() for _ in range(2))
        # As `eval` takes them, in any shell of POSIX.
        told = subprocess.run(
            ["sh", "-c", f"{lines.decode()}env"], capture_output=True, text=True, check=True, env={}
        )
        settings = dict(line.split("=", 1) for line in told.stdout.splitlines())
        for name in ("NOVAPOST_SERVER", "NOVAPOST_API_KEY"):
            environ.setenv(name, settings[name])
        with NovaPost() as novapost:
            number = novapost.shipments.create(order).number
        assert "Received" in cli("track", number).out
        end_by(process, signal.SIGTERM)
        assert process.communicate(timeout=PATIENCE) == (b"", b"")
    assert process.returncode == 0


def test_the_package_that_is_run_is_the_command():
    ran = [
        subprocess.run(
            [sys.executable, "-m", module, "track", "--help"],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for module in ("novapost_auth", "novapost_auth.cli")
    ]
    assert ran[0] == ran[1]
    assert ran[0].startswith("Usage: novapost track NUMBERS... [OPTIONS]\n")


@pytest.mark.parametrize("name", ["cyclopts", "rich"])
def test_without_the_extra_it_says_what_to_install(name):
    program = (
        f"import sys; sys.modules[{name!r}] = None; from novapost_auth.cli import main; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr == (
        "novapost: the command line needs an extra: pip install 'novapost[cli]'\n"
    )


@pytest.mark.parametrize(
    ("prefix", "how"),
    [
        ("/home/me/.local/share/pipx/venvs/novapost", "pipx install --force 'novapost[cli]'"),
        ("/home/me/.cache/uv/archive-v0/x", "uvx --from 'novapost[cli]' novapost"),
    ],
)
def test_who_runs_it_by_a_tool_is_told_what_to_run(prefix, how, monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "novapost_auth.cli._app", None)
    monkeypatch.delattr("novapost_auth.cli._app", raising=False)
    monkeypatch.setattr(sys, "prefix", prefix)
    monkeypatch.setattr("novapost_auth.cli._EXTRA", ("novapost_auth",))
    with pytest.raises(SystemExit):
        main()
    assert capsys.readouterr().err == f"novapost: the command line needs an extra: {how}\n"


def test_what_needs_no_service_does_not_wait_for_what_talks_to_it(environ):  # noqa: ARG001
    program = (
        "import sys; from novapost_auth.cli._app import run; run(['--help']); print(*sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert "httpx" not in done.stdout.splitlines()[-1].split()
