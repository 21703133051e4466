import errno
import json
import logging
import os
import pickle
import shutil
import signal
import stat
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Callable
from pathlib import Path

import platformdirs
import pytest
from children import Child

from novapost_auth._errors import ConfigurationError
from novapost_auth._secrets import Secret
from novapost_auth.stores import Account, FileTokenStore, StoredToken, _codec, _file_lock
from novapost_auth.stores._file_lock import FileLock

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


@pytest.mark.skipif(sys.platform == "win32", reason="the present directory stays there")
def test_a_path_from_a_directory_that_is_gone_is_an_error_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    with pytest.raises(ConfigurationError, match=r"'tokens' is no path for .*: No such file or"):
        FileTokenStore("tokens")


def test_a_path_that_cannot_be_looked_at_is_an_error_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def closed(_: Path) -> bool:  # As a link into a directory of somebody else's is.
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "is_dir", closed)
    with pytest.raises(ConfigurationError, match="no path for a token store: Permission denied"):
        FileTokenStore(tmp_path)


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
    assert len(modes) == 2  # The token and the salt: locks go when they are released.
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
    what = "a token's file" if which == "file" else "the directory"
    assert warnings(caplog) == [f"{store!r}: {what} belongs to someone else; going on without it"]


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
    assert "others may write to the directory (chmod 700 closes it)" in warnings(caplog)[0]
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


@pytest.mark.parametrize("error", [errno.EMFILE, errno.ENFILE, errno.EIO, errno.EACCES])
def test_a_salt_that_cannot_be_read_just_now_stays(
    store: FileTokenStore,
    file: Path,
    account: Account,
    token: MakeToken,
    monkeypatch: pytest.MonkeyPatch,
    error: int,
) -> None:
    """All tokens of the directory are called after it, those of other processes too."""
    salt, real, failed = file.parent / "novapost-salt", os.open, []

    def opened(path: object, *args: int) -> int:
        if Path(str(path)) == salt and not failed:
            failed.append(path)
            raise OSError(error, os.strerror(error))
        return real(path, *args)  # type: ignore[arg-type]

    before = salt.read_bytes()
    for use in (store.load, lambda one: store.save(one, token("new"))):
        failed.clear()
        with monkeypatch.context() as patch:
            patch.setattr(os, "open", opened)
            use(account)
        assert failed
        assert salt.read_bytes() == before
        assert store.load(account) == token()


@posix
@pytest.mark.parametrize("harm", ["empty", "zeros", "open"])
def test_a_salt_that_is_no_good_is_replaced(
    store: FileTokenStore, file: Path, account: Account, token: MakeToken, harm: str
) -> None:
    salt = file.parent / "novapost-salt"
    if harm == "open":
        salt.chmod(0o644)
    else:  # As a power cut leaves it.
        salt.write_bytes(bytes(32) if harm == "zeros" else b"")
    assert store.load(account) is None
    store.save(account, token("new"))
    assert store.load(account) == token("new")
    status = salt.lstat()
    assert (status.st_size, stat.filemode(status.st_mode)) == (32, "-rw-------")
    assert not salt.read_bytes().isascii()


MINE = [
    ("novapost-salt", b"table salt\n"),
    ("novapost-salt", b"0123456789abcdef0123456789abcdef"),
    ("novapost-salt", b"\xd0\xbc" * 17),
    ("novapost-lock", b"of my door\n"),
]


@pytest.mark.parametrize("mode", [0o600, 0o644])
@pytest.mark.parametrize(("name", "content"), MINE)
def test_a_file_of_the_users_in_the_place_of_one_of_ours_is_left_alone(
    store: FileTokenStore,
    directory: Path,
    account: Account,
    token: MakeToken,
    caplog: pytest.LogCaptureFixture,
    name: str,
    content: bytes,
    mode: int,
) -> None:
    directory.mkdir(0o700)
    mine = directory / name
    mine.write_bytes(content)
    mine.chmod(mode)
    said = f"{mine.name} in {str(directory)!r} is no file of a token store's, and is left alone"
    with pytest.raises(ConfigurationError) as caught:
        FileTokenStore(directory)
    assert str(caught.value) == said

    for _ in range(2):  # It was made before the file was there: it goes on without it.
        assert store.load(account) is None
        store.save(account, token())
        store.discard(account, token().value)
        with store.lock(account, 1.0) as held:
            assert held is False
    assert warnings(caplog)[-1] == f"{store!r}: {said}; going on without it"
    assert [path.name for path in directory.iterdir()] == [mine.name]
    assert (mine.read_bytes(), stat.S_IMODE(mine.stat().st_mode)) == (content, mode)

    mine.unlink()
    store.save(account, token())
    assert FileTokenStore(directory).load(account) == token()


@posix
def test_a_link_in_the_place_of_the_salt_is_left_alone(
    store: FileTokenStore, file: Path, tmp_path: Path, account: Account, token: MakeToken
) -> None:
    salt, elsewhere = file.parent / "novapost-salt", tmp_path / "elsewhere"
    salt.rename(elsewhere)
    salt.symlink_to(elsewhere)
    content = elsewhere.read_bytes()
    store.save(account, token("new"))
    assert store.load(account) is None
    assert salt.is_symlink()
    assert elsewhere.read_bytes() == content
    assert FileTokenStore(file.parent).load(account) is None


LIKE_OURS = {
    f"novapost-{'a' * 64}.json": (b'{"orders": 17}', b'{"value": "x"}', b"secret", b"\xff\xfe"),
    f"novapost-{'a' * 64}.lock": (b"12345",),
    f"novapost-{'a' * 64}.json.backup_1.tmp": (b'{"orders": 17}', b"mine"),
    "novapost-salt.mine_too.tmp": (b"of the earth", b"\xd0\xbc" * 17),
}


@pytest.mark.parametrize(
    ("name", "content"), [(name, one) for name, all_ in LIKE_OURS.items() for one in all_]
)
def test_a_file_of_the_users_that_is_called_like_one_of_ours_is_not_removed(
    store: FileTokenStore, file: Path, account: Account, token: MakeToken, name: str, content: bytes
) -> None:
    mine = file.parent / name
    mine.write_bytes(content)
    os.utime(mine, (1.0, 1.0))
    store.save(account, token("new"))
    with store.lock(account, 1.0) as held:
        assert held is True
    assert store.load(account) == token("new")
    assert mine.read_bytes() == content


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
    left = file.parent / f"{file.name}.abcd_123.tmp"
    left.write_bytes(b'{"value": "hea')
    mine = file.parent / "notes.txt"
    mine.touch()
    store.save(account, token("new"))
    assert not left.exists()
    assert mine.exists()


FOREIGN = (
    "package.json",
    "settings.json",
    "report.tmp",
    "notes.txt",
    "salt",
    "lock",
    "x.lock",
    "tmp12345678.tmp",
    "novapost.json",
    "novapost-notes.json",
    "novapost-12345678.tmp",
    "novapost-salt.tmp",
    "novapost-salt.backup.tmp.bak",
    f"{'a' * 64}.json",
    f"{'a' * 64}.lock",
    f"novapost-{'A' * 64}.json",
    f"novapost-{'a' * 63}.json",
    f"novapost-{'a' * 64}.json.bak",
    f"novapost-{'a' * 64}.json\n",
    f"my-novapost-{'a' * 64}.json",
)


def test_files_of_other_names_are_left_alone(
    directory: Path, account: Account, token: MakeToken
) -> None:
    directory.mkdir(0o700)
    for name in FOREIGN:
        (directory / name).write_text(name)
        os.utime(directory / name, (1.0, 1.0))
    (directory / "sub.json").mkdir()
    (directory / f"novapost-{'b' * 64}.json").mkdir()
    before = {path.name: path.stat().st_mtime for path in directory.iterdir()}
    store = FileTokenStore(directory)
    for at in (1.8e9, 1.9e9):
        with store.lock(account, 1.0):
            store.save(account, token("new", at=at))
        assert store.load(account) == token("new", at=at)
        store.discard(account, Secret("new"))
    after = {path.name: path.stat().st_mtime for path in directory.iterdir()}
    assert {name: after.get(name) for name in before} == before
    assert {(directory / name).read_text() for name in FOREIGN} == set(FOREIGN)
    assert set(after) - set(before) == {"novapost-salt"}


def test_locks_do_not_pile_up(store: FileTokenStore, token: MakeToken) -> None:
    for number in range(50):
        other = Account("https://api.example", Secret(f"key {number}"))
        with store.lock(other, 1.0) as held:
            assert held is True
            store.save(other, token(at=1.8e9 + 3600.0 * number))
    names = sorted(path.name for path in store.path.iterdir())
    assert [name for name in names if name.endswith("lock")] == []
    assert len(names) == 2  # The last token, and the salt.


def test_the_lock_of_a_killed_process_is_removed(
    store: FileTokenStore, account: Account, token: MakeToken
) -> None:
    store.save(account, token())
    old, new, held = (store.path / f"novapost-{letter * 64}.lock" for letter in "abc")
    now = token().fetched_at
    for path, at in ((old, now - 3600.0), (new, now - 3599.0), (held, now - 9999.0)):
        path.touch(0o600)
        os.utime(path, (at, at))
    holder = FileLock(held)
    assert holder.acquire(0.0)
    os.utime(held, (1.0, 1.0))
    store.save(account, token())
    assert [path.exists() for path in (old, new, held)] == [False, True, True]
    holder.release()
    assert not held.exists()


# --- Its lock


def test_a_lock_is_held_once(tmp_path: Path) -> None:
    first, second = FileLock(tmp_path / "l"), FileLock(tmp_path / "l")
    assert first.acquire(0.0)
    before = time.monotonic()
    assert not second.acquire(0.05)
    assert time.monotonic() - before >= 0.05
    first.release()
    first.release()
    assert not (tmp_path / "l").exists()
    assert second.acquire(0.0)
    second.release()
    assert list(tmp_path.iterdir()) == []


def test_a_lock_whose_file_was_removed_is_not_anothers(tmp_path: Path) -> None:
    first, second, third = (FileLock(tmp_path / "l") for _ in range(3))
    assert first.acquire(0.0)
    (tmp_path / "l").unlink()  # The directory may be deleted at any time.
    assert second.acquire(0.0)
    first.release()
    assert (tmp_path / "l").exists()
    assert not third.acquire(0.0)
    second.release()
    assert third.acquire(0.0)
    third.release()


def test_who_opened_the_file_before_it_was_removed_tries_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between opening and locking, the holder releases, and somebody else takes a new file."""
    first, second, third = (FileLock(tmp_path / "l") for _ in range(3))
    assert first.acquire(0.0)
    is_locked = _file_lock._is_locked

    def late(descriptor: int) -> bool:
        monkeypatch.setattr(_file_lock, "_is_locked", is_locked)
        first.release()
        assert third.acquire(0.0)
        return is_locked(descriptor)

    monkeypatch.setattr(_file_lock, "_is_locked", late)
    assert not second.acquire(0.0)
    third.release()


@posix
@pytest.mark.parametrize("kind", ["link", "dangling", "pipe", "directory", "foreign"])
@pytest.mark.parametrize("which", ["directory", "account"])
def test_a_planted_lock_is_harmless(
    store: FileTokenStore,
    file: Path,
    tmp_path: Path,
    account: Account,
    token: MakeToken,
    caplog: pytest.LogCaptureFixture,
    kind: str,
    which: str,
) -> None:
    lock = store.path / "novapost-lock" if which == "directory" else file.with_suffix(".lock")
    victim = tmp_path / "victim"
    victim.write_text("precious")
    if kind == "link":
        lock.symlink_to(victim)
    elif kind == "dangling":
        lock.symlink_to(tmp_path / "nowhere")
    elif kind == "pipe":
        os.mkfifo(lock)
    elif kind == "directory":
        lock.mkdir()
    elif os.geteuid() == 0:
        lock.touch()
        os.chown(lock, 65534, 65534)
    else:
        pytest.skip("needs root")
    with store.lock(account, 1.0) as held:
        assert held is False
    expected = None if which == "directory" else token()
    assert store.load(account) == expected
    assert len(warnings(caplog)) == 1
    assert victim.read_text() == "precious"
    assert not (tmp_path / "nowhere").exists()
    assert os.path.lexists(lock)


def test_a_lock_linked_to_a_file_of_the_users_leaves_that_as_it_is(
    store: FileTokenStore, file: Path, tmp_path: Path, account: Account
) -> None:
    victim = tmp_path / "victim"
    victim.write_text("precious")
    os.link(victim, file.with_suffix(".lock"))
    with store.lock(account, 1.0) as held:
        assert held is True
    assert victim.read_text() == "precious"


@posix
def test_a_forked_child_does_not_keep_the_lock_of_its_parent(tmp_path: Path) -> None:
    """A worker outlives its master, which was killed in the middle of a fetch."""
    code = """
        import os, sys, time
        from novapost_auth._secrets import Secret
        from novapost_auth.stores import Account, FileTokenStore
        store = FileTokenStore(sys.argv[1])
        with store.lock(Account("https://api.example", Secret("key")), 1.0) as held:
            child = os.fork()
            if child == 0:
                time.sleep(60)
                os._exit(0)
            print(held, child, flush=True)
            time.sleep(60)
    """
    master = Child(
        [sys.executable, "-c", textwrap.dedent(code), str(tmp_path / "tokens")],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert master.stdout is not None
    held, worker = master.stdout.readline().split()
    try:
        account = Account("https://api.example", Secret("key"))
        store = FileTokenStore(tmp_path / "tokens")
        with store.lock(account, 0.0) as taken:
            assert (held, taken) == ("True", False)  # The master holds it still.
        master.kill()
        master.wait()
        with store.lock(account, 5.0) as taken:
            assert taken is True
    finally:
        os.kill(int(worker), signal.SIGKILL)
        master.kill()
        master.communicate()


# --- Without a home

HOMELESS = """
    import json, logging, os, sys
    logging.basicConfig(format="%(message)s", stream=sys.stderr)
    from novapost_auth._secrets import Secret
    from novapost_auth.stores import Account, FileTokenStore, StoredToken
    import pickle
    account = Account("https://api.example", Secret("key"))
    token = StoredToken(Secret("a.b.c"), 1.8e9, 3600.0)
    if len(sys.argv) > 1:
        os.setgid(54321); os.setuid(54321)
    store = FileTokenStore()
    with store.lock(account, 1.0) as held, store.lock(account, 0.0) as again:
        store.save(account, token)
    kept = store.load(account) == token
    store.discard(account, Secret("other"))
    still = store.load(account) == token
    store.discard(account, Secret("a.b.c"))
    gone = store.load(account) is None
    type(pickle.loads(pickle.dumps(store)))
    print(json.dumps([held, again, kept, still, gone, str(store.path)]))
"""


def without_home(tmp_path: Path, *args: str, **environ: str) -> tuple[list[object], list[str]]:
    inherited = {k: v for k, v in os.environ.items() if k not in {"HOME", "XDG_CACHE_HOME"}}
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(HOMELESS), *args],
        env=inherited | environ,
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout), done.stderr.splitlines()


MEMORY = [True, False, True, True, True]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs root")
def test_no_home_and_no_entry_of_the_user_means_memory(tmp_path: Path) -> None:
    (*got, _), said = without_home(tmp_path, "as nobody at all")
    assert got == MEMORY
    assert len(said) == 1
    assert said[0].endswith("; keeping tokens in memory instead")
    assert "set HOME, or name a directory" in said[0]
    assert list(tmp_path.iterdir()) == []


@posix
@pytest.mark.parametrize("home", ["/dev/null", "/dev/null/home", "/proc/1"])
def test_a_home_that_is_none_means_memory(tmp_path: Path, home: str) -> None:
    (*got, _), said = without_home(tmp_path, HOME=home)
    assert got == MEMORY
    assert len(said) == 1
    assert "keeping tokens in memory instead" in said[0]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs root")
def test_a_home_that_cannot_be_written_to_means_memory(tmp_path: Path) -> None:
    (*got, path), said = without_home(tmp_path, "as nobody at all", HOME="/")
    assert got == MEMORY
    assert path == "/.cache/novapost"
    assert [line.split(": ", 1)[1] for line in said] == [
        "Permission denied; keeping tokens in memory instead"
    ]


def test_with_a_home_tokens_are_kept_in_it(tmp_path: Path) -> None:
    (*got, path), said = without_home(tmp_path, HOME=str(tmp_path))
    assert (got, said) == (MEMORY, [])
    assert path == str(tmp_path / ".cache" / "novapost")
    assert [file.name for file in Path(path).iterdir()] == ["novapost-salt"]


@posix
@pytest.mark.parametrize("kind", ["pipe", "directory", "device"])
@pytest.mark.parametrize("which", ["token", "salt"])
def test_what_is_no_file_in_a_files_place_is_gone_without(
    store: FileTokenStore,
    file: Path,
    account: Account,
    token: MakeToken,
    caplog: pytest.LogCaptureFixture,
    kind: str,
    which: str,
) -> None:
    place = file if which == "token" else store.path / "novapost-salt"
    place.unlink()
    if kind == "pipe":
        os.mkfifo(place, 0o600)
    elif kind == "directory":
        place.mkdir()
    elif os.geteuid() == 0:
        os.mknod(place, stat.S_IFCHR | 0o600, os.makedev(1, 3))
    else:
        pytest.skip("needs root")
    assert store.load(account) is None
    assert warnings(caplog)
    store.discard(account, Secret("a.b.c"))
    store.save(account, token("new"))
    assert store.load(account) in (None, token("new"))


# --- Who hears of trouble


@pytest.mark.parametrize("how", ["raises", "blocks"])
def test_nobody_waits_for_who_hears_of_trouble(
    tmp_path: Path, account: Account, token: MakeToken, how: str
) -> None:
    (tmp_path / "link").symlink_to(tmp_path)
    store, let_go, heard = FileTokenStore(tmp_path / "link"), threading.Event(), []

    class Handler(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            heard.append(record.getMessage())
            if how == "raises":
                raise ValueError
            let_go.wait(30)

    handler = Handler()
    logging.getLogger("novapost").addHandler(handler)
    try:
        store.save(account, token())
        with store.lock(account, 0.0) as held:
            assert held is False
    finally:
        logging.getLogger("novapost").removeHandler(handler)
        assert not let_go.is_set()
        let_go.set()
        for thread in threading.enumerate():
            if thread.name == "novapost-log":
                thread.join(10)
    assert len(heard) == 1


def test_without_threads_trouble_is_told_of_all_the_same(
    tmp_path: Path,
    account: Account,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(_: object) -> None:
        raise RuntimeError("can't start new thread")

    (tmp_path / "link").symlink_to(tmp_path)
    monkeypatch.setattr(threading.Thread, "start", refuse)
    assert FileTokenStore(tmp_path / "link").load(account) is None
    assert len(warnings(caplog)) == 1


def test_what_is_half_written_bears_a_name_that_is_swept(
    store: FileTokenStore, account: Account, token: MakeToken, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A process is killed between writing and renaming: for the salt, and for the token."""
    left: list[bytes] = []

    def killed(path: Path, _: object) -> None:
        left.append(path.name.encode())
        raise OSError(errno.EIO, "killed")

    for _ in range(2):
        monkeypatch.setattr(Path, "replace", killed)
        store.save(account, token())
        monkeypatch.undo()
        store.load(account)  # Makes the salt, the first time.
    for name in left:
        (store.path / name.decode()).touch()
    store.save(account, token())
    assert len({name.split(b".")[0] for name in left}) == 2
    assert sorted(path.suffix for path in store.path.iterdir()) == ["", ".json"]


@pytest.mark.parametrize("trouble", ["unknown", "a file"])
def test_without_a_cache_directory_memory_serves(
    tmp_path: Path,
    account: Account,
    token: MakeToken,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
    trouble: str,
) -> None:
    (tmp_path / "file").touch()

    def answer(*_: object, **__: object) -> Path:
        if trouble == "unknown":
            raise RuntimeError("no home")
        return tmp_path / "file" / "novapost"

    monkeypatch.setattr("novapost_auth.stores._file.user_cache_path", answer)
    store = FileTokenStore()
    with store.lock(account, 1.0) as held, store.lock(account, 0.0) as again:
        assert (held, again) == (True, False)
        store.save(account, token())
    assert store.load(account) == token()
    assert store.load(Account("https://other.example", account.api_key)) is None
    store.discard(account, token().value)
    assert store.load(account) is None
    (warning,) = warnings(caplog)
    assert warning.endswith("; set HOME, or name a directory; keeping tokens in memory instead")
    assert warning.startswith(repr(store))
    assert str(store.path) == "~/.cache/novapost"


def test_trouble_in_a_directory_with_an_odd_name_is_told(
    tmp_path: Path, account: Account, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "100%s %d").symlink_to(tmp_path)
    assert FileTokenStore(tmp_path / "100%s %d").load(account) is None
    assert "100%s %d" in warnings(caplog)[0]


def test_the_end_of_time_is_no_time(token: MakeToken) -> None:
    assert _codec.decode(_codec.encode(token(at=1e11 - 3601))) == token(at=1e11 - 3601)
    with pytest.raises(ValueError, match="no token"):
        _codec.encode(token(at=1e11 - 3600))
