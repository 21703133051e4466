"""Tokens kept in files, for the processes of one user."""

import hmac
import os
import re
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from io import BytesIO
from pathlib import Path

from platformdirs import user_cache_path

from novapost_auth._errors import ConfigurationError, check_path
from novapost_auth._secrets import Secret
from novapost_auth.stores import _private_files
from novapost_auth.stores._codec import decode, encode, is_begun
from novapost_auth.stores._file_lock import FileLock
from novapost_auth.stores._memory import MemoryTokenStore
from novapost_auth.stores._protocol import Account, StoredToken
from novapost_auth.stores._trouble import Trouble
from novapost_client.shown import shown

_SALT_BYTES = 32
_PATIENCE = 1.0  # Seconds to wait for the directory, which is never held for longer than a write.
_UNKNOWN = Path("~", ".cache", "novapost")  # As it may be shown.
_STALE = 3600.0  # Seconds of age from which on a lock's file is one that a killed process left.
# Whatever else is in the directory is not ours, and left alone.
_SALT, _LOCK = "novapost-salt", "novapost-lock"
_NAME = r"novapost-[0-9a-f]{64}"
_KEPT = re.compile(rf"{_NAME}\.json")
_LOCKED = re.compile(rf"{_NAME}\.lock")
_TEMPORARY = re.compile(rf"({_SALT}|{_NAME}\.json)\.\w{{8}}\.tmp")


class FileTokenStore:
    """Keeps tokens in a directory that the processes of one user share.

    Processes with the same key make one fetch between them. A token's file is named after an
    HMAC of server and key with a random salt of the directory, so that neither can be learned
    from it. The file holds the JWT, which is good for an hour: what protects it is that it can
    be read by you alone (directory 0700, file 0600). A file that is anyone else's, that others
    could read, or that is reached through a symbolic link is not used.

    Trouble with the disk never fails a call: it is said once on the logger ``novapost``, and
    tokens are fetched as if there were no store. In the directory, files of other names than the
    store itself gives are left alone, and so are those whose content is not what it writes.

    Args:
        path: A directory; it is made when first used. Default: ``novapost`` in the user's cache
            directory. Where there is none, or it cannot be written to, as for users without a
            home, tokens are kept in memory instead, which is said once.

    Raises:
        ConfigurationError: `path` can never be a directory, or there is a file of another's where
            the store would keep one of its own.

    """

    def __init__(self, path: str | os.PathLike[str] | None = None) -> None:
        self._path = _UNKNOWN  # Until it is known, so that this can be shown.
        self._memory = None if path is not None else MemoryTokenStore()
        self._missing = ""  # Why there is no directory, if there can be none.
        instead = "going on without it"
        if path is not None:
            self._path = _directory(path)
            with suppress(OSError):  # Which is said when it is used.
                _check_lock(self._path / _LOCK)
                _check_salt(self._path / _SALT)
        else:
            instead = "keeping tokens in memory instead"
            try:
                self._path = _directory(user_cache_path("novapost", appauthor=False))
            except (ConfigurationError, RuntimeError) as error:
                self._missing = f"{error}; set HOME, or name a directory"
        kinds = OSError, RuntimeError, ValueError
        self._trouble = Trouble(repr(self), *kinds, instead=instead)

    @property
    def path(self) -> Path:
        """The directory. It may be deleted at any time."""
        return self._path

    def __repr__(self) -> str:
        return f"{type(self).__name__}({shown(self._path)})"

    def __reduce__(self) -> tuple[Callable[..., object], tuple[str, ...]]:
        return type(self), () if self._memory is not None else (str(self._path),)

    def load(self, account: Account) -> StoredToken | None:
        """Return the token last saved for this account, or None."""
        with self._trouble.absorbed(), self._opened(account) as file:
            data = _private_files.read(file)
            return None if data is None else decode(data)
        return None if self._memory is None else self._memory.load(account)

    def save(self, account: Account, token: StoredToken) -> None:
        """Keep a token in place of the account's last one, and remove those that are over."""
        with self._trouble.absorbed(), self._opened(account) as file:
            self._sweep(now=token.fetched_at)
            _private_files.write(file, encode(token))
            # So that sweeping need not read: a file's time is the end of its token.
            os.utime(file, (token.expires_at, token.expires_at))
            return
        if self._memory is not None:
            self._memory.save(account, token)

    def discard(self, account: Account, value: Secret) -> None:
        """Forget the account's token if it is this one."""
        with self._trouble.absorbed(), self._opened(account) as file:
            data = _private_files.read(file)
            if data is not None and decode(data).value == value:
                file.unlink()
        if self._memory is not None:
            self._memory.discard(account, value)

    @contextmanager
    def lock(self, account: Account, timeout: float) -> Iterator[bool]:
        """Hold the account's lock among all processes, waiting about `timeout` seconds at most.

        The operating system releases it when the holder dies.
        """
        lock: FileLock | None = None
        held = False
        with self._trouble.absorbed():
            with self._opened(account) as file:
                lock = FileLock(file.with_suffix(".lock"))
            held = lock.acquire(max(timeout, 0.0))
            if not held and timeout > 0.0:  # Else it was but a try.
                raise TimeoutError("another process holds the lock for too long")
        if lock is None and self._memory is not None:
            with self._memory.lock(account, timeout) as held:
                yield held
            return
        try:
            yield held
        finally:
            if lock is not None:
                with self._trouble.absorbed():
                    lock.release()

    @contextmanager
    def _opened(self, account: Account) -> Iterator[Path]:
        """Give the account's file, with the whole directory to ourselves."""
        if self._missing:
            raise FileNotFoundError(self._missing)
        _private_files.make_directory(self._path)
        _check_lock(self._path / _LOCK)
        directory = FileLock(self._path / _LOCK)
        if not directory.acquire(_PATIENCE):
            raise TimeoutError("another process holds the directory for too long")
        try:
            yield self._path / f"novapost-{_name(account, self._salt())}.json"
        finally:
            directory.release()

    def _salt(self) -> bytes:
        file = self._path / _SALT
        salt = None
        try:
            salt = _private_files.read(file)
        except _private_files.OpenToOthers as error:  # What cannot be read may be good.
            self._trouble.say(str(error))
        if salt is None or not _is_salt(salt):
            _check_salt(file)
            salt = _new_salt()
            _private_files.write(file, salt)
        return salt.getvalue()

    def _sweep(self, now: float) -> None:
        for file in self._path.iterdir():
            with suppress(OSError, ValueError):  # It is nothing of ours, as its content says.
                if _is_left(file, now):
                    file.unlink()
                elif _LOCKED.fullmatch(file.name) and file.lstat().st_mtime <= now - _STALE:
                    _check_lock(file)
                    left = FileLock(file)
                    left.acquire(0.0)
                    left.release()


def _is_left(file: Path, now: float) -> bool:
    """Tell whether a file is one of ours that nobody needs any more.

    Raises:
        ValueError: It is called so, but is none.

    """
    if found := _TEMPORARY.fullmatch(file.name):
        # Nobody else is writing, so it is one that a killed process left.
        data = _private_files.read(file, may_be_open=True)
        is_part = _is_salt_begun if found[1] == _SALT else is_begun
        return data is not None and is_part(data)
    if not _KEPT.fullmatch(file.name) or file.lstat().st_mtime > now:
        return False
    data = _private_files.read(file, may_be_open=True)
    return data is not None and decode(data) is not None


def _new_salt() -> BytesIO:
    while not _is_salt(salt := BytesIO(secrets.token_bytes(_SALT_BYTES))):
        pass
    return salt


def _is_salt(data: BytesIO) -> bool:
    return len(data.getbuffer()) == _SALT_BYTES and _is_salt_begun(data)


def _is_salt_begun(data: BytesIO) -> bool:
    """Tell whether there is no more than a salt has, and no text, which would be somebody's own."""
    text = data.getvalue()
    return not text or (len(text) <= _SALT_BYTES and not text.isascii())


def _check_salt(file: Path) -> None:
    """Make sure that what is in the salt's place, if there is anything, may be replaced.

    Raises:
        ConfigurationError: It is a file of the user's.
        OSError: It is no file, or cannot be read.

    """
    data = _private_files.read(file, may_be_open=True)
    if data is not None and data.getvalue().strip(b"\0") and not _is_salt(data):
        raise _not_ours(file)


def _check_lock(file: Path) -> None:
    """Make sure that what is in a lock's place, if there is anything, is one: they are empty.

    Raises:
        ConfigurationError: It is a file of the user's, which would be removed with the lock.

    """
    with suppress(FileNotFoundError):
        if file.lstat().st_size and file.is_file():
            raise _not_ours(file)


def _not_ours(file: Path) -> ConfigurationError:
    return ConfigurationError(
        f"{file.name} in {shown(file.parent)} is no file of a token store's, and is left alone"
    )


def _name(account: Account, salt: bytes) -> str:
    return hmac.digest(
        salt, f"{account.origin}\0{account.api_key.reveal()}".encode(), "sha256"
    ).hex()


def _directory(path: str | os.PathLike[str]) -> Path:
    wanted = "the path of a token store must be a string or a path"
    given = check_path(os.fsdecode(path) if isinstance(path, bytes) else path, wanted)
    try:
        directory = given.expanduser().absolute()
        there = next((p for p in (directory, *directory.parents) if os.path.lexists(p)), directory)
        is_directory = there.is_dir()
    except (OSError, RuntimeError) as error:
        # There is no such user, no present directory, or it is behind one that is closed.
        reason = getattr(error, "strerror", None) or error
        raise ConfigurationError(f"{shown(given)} is no path for a token store: {reason}") from None
    if not is_directory:
        raise ConfigurationError(f"a token store needs a directory, and {shown(there)} is none")
    return directory
