"""How the command is used, and what it says when it is used wrongly."""

import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import novapost_auth._everyday.shipments  # noqa: F401 - not first with what is patched here
from novapost_auth import ConfigurationError, Server
from novapost_auth.cli._app import app
from novapost_auth.cli._exits import MEANINGS, Exit, explain

PRICE = ("price", "--from", "UA", "--to", "UA")
NOWHERE = "http://127.0.0.1:9/v.1.0"  # The discard port, which nobody listens on.
COMMANDS = (
    *("call", "completion", "create", "divisions", "label", "price", "serve-fake", "settlements"),
    *("shipment", "token"),
)


@pytest.mark.parametrize(
    ("code", "words", "message"),
    [
        (1, ("call", "GET", "/nowhere"), "404 "),
        (1, ("label", "NO0000000000"), "404 shipment_not_found"),
        (1, ("shipment", "show", "1"), "there is no shipment 1 in this account"),
        (2, ("tokne",), 'Unknown command "tokne". Did you mean "token"? see novapost --help'),
        (2, ("version",), 'Unknown command "version". Did you mean "--version"? see novapost '),
        (2, ("label",), "NUMBER is missing, or its value; see novapost label --help"),
        (2, ("label", "1", "2"), "there are too many arguments; see novapost label --help"),
        (2, ("price", "--from", "PL"), "--to is missing, or its value; see novapost price --help"),
        (2, ("divisions", "--limit", "0"), 'Invalid value "0" for --limit. Must be > 0; see '),
        (2, ("divisions", "--limit", "x"), "Invalid value for --limit: a whole number is "),
        (2, (*PRICE, "--weight", "1.5"), "--weight takes whole grams, such as --weight 1500; "),
        *(
            (2, ("divisions", *words), "there are too many arguments: divisions takes options alo")
            for words in (("downlaod",), ("Київ",), ("--limit", "1", "Nowy", "Sącz"))
        ),
        (2, ("settlements", "Nowy", "Sącz"), "there are too many arguments: settlements takes one"),
        (
            2,
            ("Київ",),
            'Unknown command "Київ": there are token, divisions, settlements, price, tr',
        ),
        (
            2,
            ("shipment", "SHPL1"),
            'Unknown command "SHPL1": there are show, delete; see novapost s',
        ),
        (2, ("shipment", "shwo"), 'Unknown command "shwo". Did you mean "show"? see novapost ship'),
        *(
            (1, (*PRICE, "--weight", "1", *words), f"422 {words[0]}: The")
            for words in (("--payer", "x"), ("--category", "x"))
        ),
        (1, ("price", "--from=XX", "--to=UA", "--weight=1"), "422 --from: The --from field must "),
        (1, ("price", "--from=UA", "--to=xx", "--weight=1"), "422 --to: The --to field must be "),
        (1, (*PRICE, "--weight", "1", "--size", "0x1x1"), "422 --size: The --size field must be "),
        (
            1,
            (*PRICE, "--weight", "1", "--to-division", "5"),
            "422 --to-division: The selected --to",
        ),
        (1, ("divisions", "--country", "PL", "--country", "XX"), "422 --country: The --country "),
        (
            2,
            ("divisions", "--settlement", "Kraków"),
            "--settlement takes an ID; novapost settlements",
        ),
        (1, ("divisions", "--category", "x"), "422 --category: The --category field must be one "),
        (1, ("divisions", "--status", "x"), "422 --status: The --status field must be one of"),
        (2, ("price", "--from=PL", "--to=PL", "--weight=1", "--size=2"), "--size takes length, "),
        (2, ("call", "GET", "https://example.org/"), "the path must be relative to the server"),
        (2, ("call", "GET", "/", "--query", "a"), "--query takes name=value, not 'a'"),
        (2, ("call",), "METHOD takes a method and a path, such as: novapost call GET /shipments"),
        (2, ("call", "GET"), "PATH takes a method and a path, such as: novapost call GET /sh"),
        (2, ("call", "/shipments"), "PATH takes a method and a path, such as: novapost call"),
        (2, ("call", "/shipments", "GET"), "'/shipments' is no method: novapost call takes a "),
        (2, ("call", "FETCH", "/shipments"), "'FETCH' is no method: novapost call takes a "),
        (2, ("divisions", "--near", "52.2"), "--near takes a latitude and a longitude in degrees"),
        (2, ("divisions", "--near", "a", "b"), "--near takes a latitude and a longitude in deg"),
        (2, ("divisions", "--near", "52.2,21"), "--near takes a latitude and a longitude in deg"),
        (2, ("divisions", "--near", "91", "0"), "--near: a latitude is from -90 to 90 degrees, "),
        (2, ("divisions", "--near", "0", "-181"), "--near: a longitude is from -180 to 180 deg"),
        (2, ("divisions", "--near", "nan", "0"), "--near: a latitude is from -90 to 90 degrees"),
        (2, ("label", "A", "--type", "sticker"), "--type must be one of marking, international, "),
        (2, ("create", "no-file"), "no-file: No such file or directory"),
        (2, ("create", "key"), "key holds no JSON: "),
        (2, ("create", "-"), "the standard input holds no JSON: it is empty"),
        (2, ("create",), "SHIPMENT is missing, or its value; see novapost create --help"),
        (2, ("call", "POST", "/", "{"), "the argument holds no JSON: "),
        (2, ("call", "POST", "/", "-"), "the standard input holds no JSON: "),
        (2, ("call", "POST", "/", "@key"), "key holds no JSON: "),
        (2, ("call", "POST", "/", "@no-file"), "no-file: No such file or directory"),
        (2, ("token", "--server", "moon"), "the server must be one of PRODUCTION, "),
        (2, ("token", "--server", "http://example.org"), "the server must be reached over https"),
        (2, ("token", "--timeout", "0"), 'Invalid value "0.0" for --timeout. Must be > 0; see '),
        (2, ("track", "1", "--interval", "1e10"), 'Invalid value "10000000000.0" for --interval. '),
        (2, ("token", "--timeout", "inf"), 'Invalid value "inf" for --timeout. Must be <= '),
        (
            2,
            ("price", "--from", "PL", "--to", "UA", "--weight", "1", "--value", "inf"),
            'Invalid value "inf" for --value. Must be < inf; see novapost price --help',
        ),
        (2, ("serve-fake", "--latency", "inf"), 'Invalid value "inf" for --latency. Must be <= '),
        *(
            (2, (word, "--limit", f"{2**31}"), 'Invalid value "2147483648" for --limit. Must be ')
            for word in ("divisions", "settlements")
        ),
        (2, ("call", "GET", "/", "--query", "\udcff=1"), "a name in params: the text has half of "),
        *(
            (2, words, "a key comes from NOVAPOST_API_KEY or --key-file: others can read what is ")
            for words in (
                *(("--api-key", "x", "token"), ("token", "--key=x"), ("token", "--token")),
                *(("track", "1", "--key", "x"), ("track", "--token=x")),
            )
        ),
        (
            2,
            ("track", "1", "--token-life", "5"),
            "Unknown option: --token-life; see novapost track ",
        ),
        (
            2,
            ("track", "1", "--key-fil", "x"),
            "Unknown option: --key-fil; see novapost track --help",
        ),
        (2, ("token", "--show"), "Unknown option: --show: a token is shown with --reveal; see"),
        (2, ("call", "POST", "/x", "--data={}"), "Unknown option: --data: a body is the third"),
        (2, ("token", "--key-file", "no-file"), "the key file cannot be read: No such file"),
        (3, ("token", "--server", NOWHERE), "no answer: GET /v.1.0/clients/authorization: "),
    ],
)
def test_what_goes_wrong_is_said_in_one_line(cli, environ, code, words, message):
    Path("key").write_bytes(b"no JSON")
    environ.setattr("novapost_auth._calls.transport.pause", lambda *_: None)
    ended = cli(*words)
    assert (ended.code, ended.out) == (code, "")
    assert ended.err.startswith(f"novapost: {message}")
    assert ended.err.count("\n") == 1


def test_a_label_that_cannot_be_had_is_told_from_one_that_cannot_be_written(cli, shipment):
    assert cli("label", shipment.number, "-o", "no/a.pdf").err.startswith("novapost: no/a.pdf: No ")
    assert cli("label", shipment.number, "-o", ".").err == "novapost: '.' is no file\n"
    assert cli("label", shipment.number, "-o", "/dev/full").err.startswith("novapost: No space")


@pytest.mark.parametrize("place", ["no/a.json", ".", "key/a.json"])
def test_nothing_is_done_whose_answer_has_no_place(cli, fake, order, place):
    Path("key").touch()
    before = len(fake.calls)
    assert cli("call", "POST", "/shipments", json.dumps(order), "-o", place).code == 2
    assert len(fake.calls) == before


def test_a_refused_key(cli, environ):
    environ.setenv("NOVAPOST_API_KEY", "0123456789abcdef0123456789abcdef")
    ended = cli("token")
    assert ended.code == 1
    assert ended.err.startswith("novapost: 401 ")
    assert ended.err.endswith("(a key is valid on one server alone: see --server)\n")


def test_that_something_may_have_been_done_is_said(cli, fake):
    fake.fail_next(500, path="/shipments")
    ended = cli("call", "POST", "/shipments", "{}")
    told = ". The service may have done it: look before you send it again.\n"
    assert ended.code == 1
    assert ended.err.endswith(told)


def test_every_exit_code_has_a_meaning_that_help_tells(cli):
    ended = cli("--help")
    assert ended.code == 0
    told = " ".join(ended.out.split())
    assert set(MEANINGS) == set(Exit)
    assert all(f"{code} {meaning}" in told for code, meaning in MEANINGS.items())


def test_help_names_all_commands_and_the_options_of_all(cli):
    out = cli("--help").out
    assert set(COMMANDS) < {row.split()[0] for row in out.splitlines() if row.strip()}
    for words in ((), ("token",), ("divisions",), ("divisions", "download"), ("shipment", "show")):
        out = cli(*words, "--help").out
        for option in ("--server", "--key-file", "--language", "--timeout", "--json"):
            assert option in out
        assert max(map(len, out.splitlines())) <= 80
        assert "session" not in out


def test_usage_names_each_argument_as_it_is_given(cli):
    for words in _commands(app):
        usage, _, told = cli(*words, "--help").out.partition("\n")
        assert "ARGS" not in usage
        needed = re.findall(r" ([A-Z]+)(?:\.\.\.)?(?= )", usage)
        optional = re.findall(r"\[([A-Z]+)\](?= )", usage)
        assert {*needed, *optional} >= set(re.findall(r"^ +\*? +([A-Z]+)  ", told, re.MULTILINE))
        assert set(needed) >= set(re.findall(r"^ +\* +([A-Z]+)  ", told, re.MULTILINE))
        if needed and "COMMAND" not in needed:
            assert cli(*words).code == 2


def _commands(command, *chain):
    for name in command:
        if not name.startswith("-"):
            yield (*chain, name)
            yield from _commands(command[name], *chain, name)


def test_help_names_every_server(cli):
    told = set(re.findall(r"[\w-]+", cli("token", "--help").out))
    assert {name.lower().replace("_", "-") for name in Server.__members__} <= told


def test_no_option_takes_the_key():
    options = {name for names in (*_names(app.meta), *_names(app)) for name in names}
    assert {name for name in options if "key" in name} == {"--key-file"}


def _names(command):
    if command.default_command is not None:
        yield from (argument.names for argument in command.assemble_argument_collection())
    for name in command:
        if not name.startswith("-"):
            yield from _names(command[name])


def test_a_key_given_as_an_argument_is_not_repeated(cli):
    key = "0123456789abcdef0123456789abcdef"
    for words in (
        ("token", "--api-key", key),
        ("token", f"--api-key={key}"),
        ("token", f"--key-file={key}"),
        ("token", "--key-file", key),
        ("token", f"-k{key}"),
        ("token", key),
        (key,),
        (f"--key={key}", "token"),
        ("token", "--timeout", key),
        ("call", "GET", "/", "--query", key),
    ):
        ended = cli(*words)
        assert ended.code == 2
        assert key not in ended.out + ended.err
        assert ended.err.startswith("novapost: ")


def test_options_of_all_commands_may_stand_anywhere(cli):
    for words in (("--language", "uk", "divisions"), ("divisions", "--language=uk")):
        assert "Варшава" in cli(*words, "--limit", "1").out


def test_version(cli):
    assert cli("--version").out.startswith("novapost ")


def test_the_key_from_a_file(cli, environ, fake, tmp_path):
    environ.delenv("NOVAPOST_API_KEY")
    file = tmp_path / "key"
    file.write_text(f"{fake.api_key}\n")
    file.chmod(0o600)
    ended = cli("token", "--key-file", file)
    assert (ended.code, ended.err) == (0, "")


@pytest.mark.skipif(os.name != "posix", reason="modes are those of POSIX")
@pytest.mark.parametrize("mode", [0o400, 0o600, 0o700, *[0o600 | 1 << bit for bit in range(6)]])
def test_whoever_else_may_touch_the_key_file_is_told_of(cli, environ, fake, tmp_path, mode):
    environ.delenv("NOVAPOST_API_KEY")
    file = tmp_path / "key"
    file.write_text(fake.api_key)
    file.chmod(mode)

    ended = cli("token", "--key-file", file)

    assert ended.code == 0
    warning = "novapost: warning: others on this machine may read the key file"
    assert ended.err.startswith(warning) is bool(mode & 0o077)


def test_the_key_from_a_pipe_is_nobody_elses_affair(cli, environ, fake):
    environ.delenv("NOVAPOST_API_KEY")
    reading, writing = os.pipe()
    os.write(writing, fake.api_key.encode())
    os.close(writing)
    ended = cli("token", "--key-file", f"/dev/fd/{reading}")
    os.close(reading)
    assert (ended.code, ended.err) == (0, "")


@pytest.mark.parametrize(
    "content", [b"", b"\n", b"two words", b"x" * 5000, b"a\nb\n", b"k\xff\xfe"]
)
def test_a_file_that_holds_no_key(cli, tmp_path, content):
    (tmp_path / "key").write_bytes(content)
    ended = cli("token", "--key-file", "key")
    assert ended.code == 2
    assert ended.err == "novapost: the key file must hold the key and nothing else\n"


@pytest.mark.parametrize("written", ["{}\n", "{}\r\n", "\ufeff{}\r\n", " \t{}  \n\n"])
def test_the_key_as_editors_leave_it_in_a_file(cli, environ, fake, tmp_path, written):
    environ.delenv("NOVAPOST_API_KEY")
    file = tmp_path / "key"
    file.write_bytes(written.format(fake.api_key).encode())
    file.chmod(0o600)
    ended = cli("token", "--key-file", file)
    assert (ended.code, ended.err) == (0, "")


@pytest.mark.parametrize(
    "written", ["NOVAPOST_API_KEY={}", "apiKey:{}", '"{}"', "{{'apiKey':'{}'}}"]
)
@pytest.mark.parametrize("is_file", [True, False])
def test_the_key_with_what_is_around_it_elsewhere(cli, environ, fake, tmp_path, written, is_file):
    key, before = fake.api_key, fake.calls
    environ.delenv("NOVAPOST_API_KEY")
    if is_file:
        (tmp_path / "key").write_text(written.format(key) + "\n")
        (tmp_path / "key").chmod(0o600)
    else:
        environ.setenv("NOVAPOST_API_KEY", written.format(key))
    ended = cli("token", *["--key-file", tmp_path / "key"] * is_file)
    assert ended.code == 2
    assert ended.err.startswith("novapost: the API key ")
    assert key not in ended.err
    assert len(ended.err.splitlines()) == 1
    assert fake.calls == before


def test_no_key_at_all(cli, environ):
    environ.delenv("NOVAPOST_API_KEY")
    ended = cli("token")
    assert ended.code == 2
    assert ended.err.startswith("novapost: no API key: set NOVAPOST_API_KEY, ")


def test_downloading_divisions_needs_no_key(cli, environ, tmp_path):
    environ.delenv("NOVAPOST_API_KEY")
    ended = cli("divisions", "download")
    assert (ended.code, ended.out) == (0, "")
    lines = (tmp_path / "divisions.jsonl").read_bytes().splitlines()
    # Before 15, rich leaves an empty line where its bar was.
    assert ended.err.lstrip("\n") == f"divisions.jsonl: {len(lines)} divisions\n"
    assert cli("divisions", "download", "-o", "-").out.encode().splitlines() == lines
    told = cli("divisions", "download", "-o", "x", "--json", "--cache", "cache").json
    assert told == {"file": "x", "divisions": len(lines)}


def test_a_download_that_fails_leaves_the_old_file(cli, environ, tmp_path):
    environ.setattr("novapost_auth._divisions.sync_download.pause", lambda *_: None)
    (tmp_path / "divisions.jsonl").write_text("old")
    assert cli("divisions", "download", "--server", NOWHERE).code == 3
    assert (tmp_path / "divisions.jsonl").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["divisions.jsonl"]


@pytest.mark.parametrize("words", [("divisions", "--limit", "2"), ("divisions", "--json")])
def test_a_terminal_without_unicode(cli, environ, words):
    stream = io.TextIOWrapper(io.BytesIO(), "ascii")
    environ.setattr(sys, "stdout", stream)
    assert cli(*words, "--language", "uk").code == 0
    text = stream.buffer.getvalue().decode("ascii")
    assert ("\\u0412" in text) == ("--json" in words)


def test_colours_are_for_terminals_that_want_them(cli, environ):
    assert "\x1b" not in cli("divisions", "--limit", "1").out
    environ.setenv("FORCE_COLOR", "1")
    assert "\x1b[1m" in cli("divisions", "--limit", "1").out
    environ.setenv("NO_COLOR", "1")
    assert "\x1b[3" not in cli("token", "--help").out


@pytest.mark.parametrize("columns", ["1", "12"])
def test_a_narrow_terminal_loses_nothing(cli, environ, columns):
    environ.setenv("FORCE_COLOR", "1")
    environ.setenv("COLUMNS", columns)
    out = cli("divisions", "--limit", "1").out
    assert "10000" in out
    assert "PL" in out
    assert "serve-fake" in cli("--help").out  # Which does not end, where there is one column.


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_a_completion_script_for_each_shell(cli, shell):
    out = cli("completion", shell).out
    assert "novapost" in out
    assert "serve-fake" in out


def test_bash_completes(cli, tmp_path):
    (tmp_path / "script").write_text(cli("completion", "bash").out)
    for words, expected in (
        ("novapost div", "divisions"),
        ("novapost shipment d", "delete"),
        ("novapost token --rev", "--reveal"),
        ("novapost divisions --can-s", "--can-send"),
    ):
        program = f"""
            source ./script
            COMP_WORDS=({words}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1))
            _novapost novapost; echo "${{COMPREPLY[@]}}"
        """
        done = subprocess.run(["bash", "-c", program], capture_output=True, text=True, check=True)
        assert done.stdout.split() == [expected], done.stderr


def test_values_are_completed_as_published(cli):
    offered = cli("__complete", "divisions", "--country", "").out.split()
    assert {"PL", "UA"} < set(offered)
    assert "sandbox" in cli("__complete", "token", "--server", "").out.split()


def test_what_is_no_error_of_ours_is_not_explained_away():
    assert explain(ConfigurationError("x")) == ("x", Exit.USAGE)
    assert explain(OSError(28, "No space left on device")) == (
        "No space left on device",
        Exit.USAGE,
    )
    assert explain(OSError()) == ("OSError", Exit.USAGE)
