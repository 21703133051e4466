"""What stores call things, where they put them, and what they say: versions share it."""

import hmac
import pickle
import stat
import sys
import tempfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from novapost_auth._errors import ConfigurationError
from novapost_auth._secrets import Secret
from novapost_auth.stores import (
    Account,
    FileTokenStore,
    MemoryTokenStore,
    RedisTokenStore,
    StoredToken,
    _codec,
    _file_lock,
    _private_files,
    _redis,
)
from novapost_auth.stores._file_lock import FileLock

ACCOUNT = Account("https://api.example/v.1.0", Secret("5e7a11ed00c0ffee"))
TOKEN = StoredToken(Secret("a.b.c"), 1.8e9, 3600.0)
SEALED = (
    "c0baba843b271fd05e5f7202d30202443c28b60fc865cefbc2c8215d1324e7c73131e67909ba9899"
    "10a45b0ee5b1256052c10559765a0afce826bf6aa3167d0067f9fe61245409ed01368f02046d5cfc"
    "93ced90ca386ce833ae1"
)


def digest(key: bytes, text: str) -> str:
    return hmac.digest(key, text.encode(), "sha256").hex()


def test_an_entry_on_redis_is_found_by_every_version() -> None:
    key = ACCOUNT.api_key.reveal().encode()
    name = digest(key, f"name\0{ACCOUNT.origin}")
    assert _redis._name(ACCOUNT) == f"novapost:token:{name}"
    # Sealed by the first version that there was.
    sealed = bytes.fromhex(SEALED)
    assert _redis._open(ACCOUNT, sealed) == TOKEN
    assert len(_redis._seal(ACCOUNT, TOKEN)) == len(sealed)


def test_a_file_is_found_by_every_version(tmp_path: Path) -> None:
    FileTokenStore(tmp_path).save(ACCOUNT, TOKEN)
    salt = (tmp_path / "novapost-salt").read_bytes()
    assert len(salt) == 32
    name = digest(salt, f"{ACCOUNT.origin}\0{ACCOUNT.api_key.reveal()}")
    file = tmp_path / f"novapost-{name}.json"
    assert sorted(tmp_path.iterdir()) == sorted([file, tmp_path / "novapost-salt"])
    assert file.read_text() == '{"value": "a.b.c", "fetched_at": 1800000000.0, "life": 3600.0}'
    assert file.stat().st_mtime == TOKEN.expires_at


def test_a_lock_is_beside_the_file_that_it_is_for(tmp_path: Path) -> None:
    store = FileTokenStore(tmp_path)
    store.save(ACCOUNT, TOKEN)
    (file,) = tmp_path.glob("*.json")
    with store.lock(ACCOUNT, 1.0):
        assert [lock.stem for lock in tmp_path.glob("*.lock")] == [file.stem]


def test_directories_above_are_made(tmp_path: Path) -> None:
    store = FileTokenStore(tmp_path / "some" / "where" / "deep")
    store.save(ACCOUNT, TOKEN)
    assert store.load(ACCOUNT) == TOKEN


def test_what_is_half_written_is_in_the_same_directory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Elsewhere others might see it, and it could not take the place of the other at one stroke."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "there is none"))
    file = tmp_path / "file"
    _private_files.write(file, BytesIO(b"whole"))
    assert file.read_bytes() == b"whole"


@pytest.mark.parametrize(("options", "seconds"), [("", 1.0), ("?socket_timeout=5", 5.0)])
def test_a_command_waits_a_second_unless_told_otherwise(options: str, seconds: float) -> None:
    with RedisTokenStore(f"redis://host{options}") as store:
        connection = store._redis.connection_pool.make_connection()
    assert connection.socket_timeout == seconds
    assert connection.socket_connect_timeout == 1.0


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (MemoryTokenStore, "a MemoryTokenStore cannot be pickled: its tokens stay in memory"),
        (
            lambda: RedisTokenStore("redis://host"),
            "a RedisTokenStore cannot be pickled: its URL may hold a password",
        ),
    ],
)
def test_why_one_cannot_be_pickled(make: Callable[[], object], why: str) -> None:
    with pytest.raises(TypeError) as caught:
        pickle.dumps(make())
    assert str(caught.value) == why


def test_a_lock_whose_file_is_gone_once_it_is_locked_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who held it before has removed it between our opening and our locking it."""
    path, locked = tmp_path / "lock", _file_lock._is_locked
    removed = []

    def remove_and_lock(descriptor: int) -> bool:
        if not removed:
            removed.append(path.unlink())
        return locked(descriptor)

    monkeypatch.setattr(_file_lock, "_is_locked", remove_and_lock)
    lock = FileLock(path)
    assert not lock.acquire(0.0)
    assert not path.exists()
    assert lock.acquire(5.0)
    assert path.exists()
    lock.release()
    assert not path.exists()


@pytest.mark.parametrize(
    ("data", "is_one"),
    [
        ('{"value": "a.b.c", "fetched_at": 0.0, "life": 1.0}', True),
        ('{"value": "a.b.c", "fetched_at": -0.1, "life": 3600.0}', False),
        ('{"value": "a.b.c", "fetched_at": 1.0, "life": 0.0}', False),
        ('{"value": "a.b.c", "fetched_at": 1.0, "life": 0.1}', True),
        ('{"value": "a.b.c", "fetched_at": 1, "life": 3600.0}', False),
        ('{"value": "a.b.c", "fetched_at": 1.0, "life": 3600}', False),
        ('{"value": "a.b.c", "fetched_at": NaN, "life": 3600.0}', False),
        ('{"value": "a.b.c", "fetched_at": 1.0, "life": Infinity}', False),
        ('{"value": "a.b.c", "fetched_at": 1.0}', False),
        ('{"value": "a.b.c", "life": 3600.0}', False),
        ('{"fetched_at": 1.0, "life": 3600.0}', False),
        ('{"value": "", "fetched_at": 1.0, "life": 3600.0}', False),
        ('{"value": "  ", "fetched_at": 1.0, "life": 3600.0}', False),
        ('{"value": "a\\nb", "fetched_at": 1.0, "life": 3600.0}', False),
        ('{"value": "ж", "fetched_at": 1.0, "life": 3600.0}', False),
        ('{"value": ["a"], "fetched_at": 1.0, "life": 3600.0}', False),
        ('["value", "fetched_at", "life"]', False),
        ("null", False),
        ("", False),
        ("{", False),
    ],
)
def test_what_was_stored_is_a_token_or_not(data: str, is_one: bool) -> None:
    try:
        decoded = _codec.decode(BytesIO(data.encode()))
    except ValueError:
        assert not is_one
    else:
        assert is_one
        assert decoded.value == Secret("a.b.c")
        assert _codec.decode(_codec.encode(decoded)) == decoded


def test_numbers_of_any_kind_are_stored_as_such() -> None:
    whole = StoredToken(Secret("a.b.c"), 1_800_000_000, 3600)
    assert _codec.decode(_codec.encode(whole)) == TOKEN


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        (5, "the path of a token store must be a string or a path, not 5 (int)"),
        (" ", "the path of a token store must be a string or a path: ' ' is none"),
        ("a\0b", r"the path of a token store must be a string or a path: 'a\x00b' is none"),
    ],
)
def test_what_is_no_path_is_told(path: str, reason: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        FileTokenStore(path)
    assert str(caught.value) == reason


def test_a_directory_that_is_not_trusted_is_told_with_the_way_out(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    tmp_path.chmod(0o777)
    assert FileTokenStore(tmp_path).load(ACCOUNT) is None
    (record,) = caplog.records
    assert record.getMessage() == (
        f"FileTokenStore({str(tmp_path)!r}): others may write to the directory"
        " (chmod 700 closes it); going on without it"
    )


@pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX")
def test_a_lock_is_for_its_owner_alone_and_released_whatever_happens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: Path) -> None:
        raise PermissionError

    lock, other = FileLock(tmp_path / "lock"), FileLock(tmp_path / "lock")
    assert lock.acquire(0.0)
    assert stat.S_IMODE((tmp_path / "lock").stat().st_mode) == 0o600
    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", fail)
        lock.release()
        lock.release()
    assert (tmp_path / "lock").exists()
    assert other.acquire(0.0)
    other.release()
