import errno
import logging
import os
import pickle
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import platformdirs
import pytest

from novapost_auth._errors import ConfigurationError
from novapost_auth._secrets import Secret
from novapost_auth.stores import Account, FileTokenStore, StoredToken

MakeToken = Callable[..., StoredToken]

posix = pytest.mark.skipif(sys.platform == "win32", reason="owners and modes are POSIX")


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    return tmp_path / "tokens"


@pytest.fixture
def store(directory: Path) -> FileTokenStore:
    return FileTokenStore(directory)


@pytest.fixture
def file(store: FileTokenStore, account: Account, token: MakeToken) -> Path:
    """Give the file of a token that was just saved."""
    store.save(account, token())
    (file,) = store.path.glob("*.json")
    return file


def warnings(caplog: pytest.LogCaptureFixture) -> list[str]:
    assert {(r.name, r.levelno) for r in caplog.records} <= {("novapost", logging.WARNING)}
    messages = [record.getMessage() for record in caplog.records]
    assert not any("\n" in message for message in messages)
    return messages


# --- Where it is


def test_is_in_the_cache_directory_of_the_user() -> None:
    assert FileTokenStore().path == platformdirs.user_cache_path("novapost", appauthor=False)


def test_stays_where_it_was_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, account: Account, token: MakeToken
) -> None:
    monkeypatch.chdir(tmp_path)
    store = FileTokenStore("tokens")
    monkeypatch.chdir("/")
    store.save(account, token())
    assert store.path == tmp_path / "tokens"
    assert list(store.path.glob("*.json"))


def test_a_tilde_is_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert FileTokenStore("~/tokens").path == tmp_path / "tokens"


@pytest.mark.parametrize("path", ["", "  ", "a\0b", b"a\0b", 5, "~nobody-of-this-name/tokens"])
def test_what_can_be_no_path_is_an_error_at_once(path: str) -> None:
    with pytest.raises(ConfigurationError, match="path"):
        FileTokenStore(path)


@pytest.mark.parametrize("below", ["", "tokens", "more/tokens"])
def test_a_file_in_its_place_is_an_error_at_once(tmp_path: Path, below: str) -> None:
    there = tmp_path / "file"
    there.touch()
    with pytest.raises(ConfigurationError, match="needs a directory") as caught:
        FileTokenStore(there / below)
    assert str(there) in str(caught.value)


def test_a_link_to_nowhere_is_an_error_at_once(tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "nowhere")
    with pytest.raises(ConfigurationError, match="needs a directory"):
        FileTokenStore(link)


def test_nothing_is_written_before_it_is_used(store: FileTokenStore) -> None:
    assert not store.path.exists()


def test_shows_and_pickles_its_path_alone(store: FileTokenStore) -> None:
    assert repr(store) == f"FileTokenStore({str(store.path)!r})"
    copy = pickle.loads(pickle.dumps(store))
    assert (type(copy), copy.path) == (FileTokenStore, store.path)


def test_may_be_deleted_at_any_time(
    store: FileTokenStore, file: Path, account: Account, token: MakeToken
) -> None:
    shutil.rmtree(file.parent)
    assert store.load(account) is None
    store.save(account, token("new"))
    assert store.load(account) == token("new")


# --- What others learn from it


@posix
@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_is_closed_to_others(
    store: FileTokenStore, account: Account, token: MakeToken, umask: int
) -> None:
    before = os.umask(umask)
    try:
        with store.lock(account, 1.0):
            store.save(account, token())
    finally:
        os.umask(before)
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in store.path.iterdir()}
    assert stat.S_IMODE(store.path.stat().st_mode) == 0o700
    assert len(modes) == 4  # Token, its lock, the directory's lock, the salt.
    assert set(modes.values()) == {0o600}


def test_holds_neither_key_nor_server(
    store: FileTokenStore, account: Account, token: MakeToken
) -> None:
    with store.lock(account, 1.0):
        store.save(account, token())
    held = b"".join(path.name.encode() + path.read_bytes() for path in store.path.iterdir())
    for secret in (account.api_key.reveal(), account.origin):
        assert secret.encode() not in held
        assert secret.encode().hex().encode() not in held


def test_names_differ_from_directory_to_directory(
    tmp_path: Path, account: Account, token: MakeToken
) -> None:
    names: set[str] = set()
    for directory in (tmp_path / "one", tmp_path / "two"):
        FileTokenStore(directory).save(account, token())
        names.update(path.name for path in directory.glob("*.json"))
    assert len(names) == 2


# --- What is not trusted


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b'{"value": "header.payload.sig',
        b"null",
        b"[]",
        b"\xff\xfe\x00",
        b'{"value": "a.b.c", "fetched_at": 1.0}',
        b'{"value": 5, "fetched_at": 1.0, "life": 3600.0}',
        b'{"value": "", "fetched_at": 1.0, "life": 3600.0}',
        b'{"value": "a\\r\\nX-Injected: yes", "fetched_at": 1.0, "life": 3600.0}',
        b'{"value": "a.b.c", "fetched_at": NaN, "life": 3600.0}',
        b'{"value": "a.b.c", "fetched_at": 1.0, "life": Infinity}',
        b'{"value": "a.b.c", "fetched_at": 1.0, "life": -1.0}',
        b'{"value": "a.b.c", "fetched_at": true, "life": "3600"}',
        b'{"value": "a.b.c", "fetched_at": 1.0, "life": 1e300}',
        b"[" * 60_000,
        b'{"value": "' + b"x" * 70_000 + b'", "fetched_at": 1.0, "life": 3600.0}',
    ],
)
def test_a_broken_file_is_none(
    store: FileTokenStore,
    file: Path,
    account: Account,
    token: MakeToken,
    caplog: pytest.LogCaptureFixture,
    content: bytes,
) -> None:
    file.write_bytes(content)
    assert store.load(account) is None
    store.discard(account, Secret("a.b.c"))
    assert len(warnings(caplog)) == 1
    assert "a.b.c" not in caplog.text
    store.save(account, token("new"))
    assert store.load(account) == token("new")


@posix
@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o620])
def test_a_file_that_others_may_read_is_not_used(
    store: FileTokenStore,
    file: Path,
    account: Account,
    token: MakeToken,
    caplog: pytest.LogCaptureFixture,
    mode: int,
) -> None:
    file.chmod(mode)
    assert store.load(account) is None
    assert "others may read" in warnings(caplog)[0]
    store.save(account, token("new"))
    assert store.load(account) == token("new")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_link_is_not_followed(
    store: FileTokenStore,
    file: Path,
    tmp_path: Path,
    account: Account,
    token: MakeToken,
    caplog: pytest.LogCaptureFixture,
) -> None:
    planted = tmp_path / "planted"
    content = file.read_bytes()
    file.rename(planted)
    file.symlink_to(planted)
    assert store.load(account) is None
    assert len(warnings(caplog)) == 1
    store.save(account, token("new"))
    assert not file.is_symlink()
    assert store.load(account) == token("new")
    assert planted.read_bytes() == content


@posix
def test_a_pipe_is_not_waited_for(
    store: FileTokenStore, file: Path, account: Account, caplog: pytest.LogCaptureFixture
) -> None:
    file.unlink()
    os.mkfifo(file, 0o600)
    assert store.load(account) is None
    assert "no regular file" in warnings(caplog)[0]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs root")
@pytest.mark.parametrize("which", ["file", "directory"])
def test_what_belongs_to_someone_else_is_not_used(
    store: FileTokenStore,
    file: Path,
    account: Account,
    caplog: pytest.LogCaptureFixture,
    which: str,
) -> None:
    os.chown(file if which == "file" else store.path, 65534, 65534)
    assert store.load(account) is None
    assert "belongs to someone else" in warnings(caplog)[0]


@posix
@pytest.mark.parametrize("mode", [0o777, 0o1777, 0o770, 0o702])
def test_a_directory_that_others_may_write_to_is_not_used(
    directory: Path,
    account: Account,
    token: MakeToken,
    caplog: pytest.LogCaptureFixture,
    mode: int,
) -> None:
    directory.mkdir()
    directory.chmod(mode)
    store = FileTokenStore(directory)
    store.save(account, token())
    with store.lock(account, 1.0) as held:
        assert held is False
    assert store.load(account) is None
    assert len(warnings(caplog)) == 1
    assert list(directory.iterdir()) == []
    assert stat.S_IMODE(directory.stat().st_mode) == mode


@posix
def test_a_directory_that_others_may_look_into_is_left_so(
    directory: Path, account: Account, token: MakeToken
) -> None:
    directory.mkdir()
    directory.chmod(0o755)
    store = FileTokenStore(directory)
    store.save(account, token())
    assert store.load(account) == token()
    assert stat.S_IMODE(directory.stat().st_mode) == 0o755


def test_a_directory_behind_a_link_is_not_used(
    tmp_path: Path, account: Account, token: MakeToken, caplog: pytest.LogCaptureFixture
) -> None:
    target, link = tmp_path / "target", tmp_path / "link"
    target.mkdir(0o700)
    link.symlink_to(target)
    store = FileTokenStore(link)
    store.save(account, token())
    assert store.load(account) is None
    assert "symbolic link" in warnings(caplog)[0]
    assert list(target.iterdir()) == []


@posix
@pytest.mark.parametrize("harm", ["short", "open", "link"])
def test_a_salt_that_is_no_good_is_replaced(
    store: FileTokenStore,
    file: Path,
    tmp_path: Path,
    account: Account,
    token: MakeToken,
    harm: str,
) -> None:
    salt = file.parent / "salt"
    if harm == "short":
        salt.write_bytes(b"x")
    elif harm == "open":
        salt.chmod(0o644)
    else:
        salt.rename(tmp_path / "elsewhere")
        salt.symlink_to(tmp_path / "elsewhere")
    assert store.load(account) is None
    store.save(account, token("new"))
    assert store.load(account) == token("new")
    status = salt.lstat()
    assert (status.st_size, stat.filemode(status.st_mode)) == (32, "-rw-------")


# --- Trouble with the disk


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EDQUOT])
def test_a_failed_write_keeps_what_was(
    store: FileTokenStore,
    file: Path,
    account: Account,
    token: MakeToken,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
    number: int,
) -> None:
    def fail(*_: object) -> None:
        raise OSError(number, os.strerror(number), "/some/tmpxyz.tmp")

    monkeypatch.setattr(Path, "replace", fail)
    store.save(account, token("new"))
    store.save(account, token("newer"))
    monkeypatch.undo()
    assert warnings(caplog) == [f"{store!r}: {os.strerror(number)}; going on without it"]
    assert store.load(account) == token()
    assert not list(file.parent.glob("*.tmp"))


FULL = """
import sys
from pathlib import Path
from subprocess import run
from novapost_auth._secrets.secret import Secret
from novapost_auth.stores import Account, FileTokenStore, StoredToken

trouble, place = sys.argv[1:]
run(["mount", "-t", "tmpfs", "-o", "size=16k,mode=755", "tmpfs", place], check=True)
account = Account("https://api.example", Secret("a-key"))
old, new = (StoredToken(Secret(value), 1.8e9, 3600.0) for value in ("old", "n" * 9000))
store = FileTokenStore(Path(place, "tokens"))
store.save(account, old)
if trouble == "full":
    try:
        Path(place, "filler").write_bytes(bytes(1 << 20))
    except OSError as error:
        assert "No space" in str(error)
else:
    run(["mount", "-o", "remount,bind,ro", place], check=True)
store.save(account, new)
with store.lock(account, 1.0) as held:
    print(held)
kept = store.load(account)
print(kept and kept.value.reveal())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="mounts a file system in a namespace")
@pytest.mark.parametrize(
    ("trouble", "lines", "reason"),
    [
        ("full", ["True", "old"], "No space left on device"),
        ("read-only", ["False", "None"], "Read-only file system"),
    ],
)
def test_a_disk_that_is(tmp_path: Path, trouble: str, lines: list[str], reason: str) -> None:
    command = ["unshare", "--user", "--map-root-user", "--mount"]
    if (
        shutil.which("unshare") is None
        or subprocess.run([*command, "true"], check=False).returncode
    ):
        pytest.skip("no namespaces here")
    done = subprocess.run(
        [*command, sys.executable, "-c", FULL, trouble, str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == lines
    assert [reason in line for line in done.stderr.splitlines()] == [True]


# --- What it removes


def test_tokens_that_are_over_are_removed_when_one_is_saved(
    store: FileTokenStore, file: Path, token: MakeToken
) -> None:
    other, third = (Account("https://api.example", Secret(key)) for key in ("other", "third"))
    at = token().expires_at
    store.save(other, token("other", at=at - 1))
    assert file.exists()
    store.save(third, token("third", at=at))
    assert not file.exists()
    assert (store.load(other), store.load(third)) == (token("other", at - 1), token("third", at))


def test_what_a_killed_process_left_is_removed(
    store: FileTokenStore, file: Path, account: Account, token: MakeToken
) -> None:
    left = file.parent / "tmp12345.tmp"
    left.write_bytes(b'{"value": "hea')
    mine = file.parent / "notes.txt"
    mine.touch()
    store.save(account, token("new"))
    assert not left.exists()
    assert mine.exists()
