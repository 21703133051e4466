"""Copies of archives in a directory: whole ones, and ones to be continued another time."""

from __future__ import annotations

import os
import re
import stat
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from io import FileIO
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout

from novapost_auth._divisions.items import PIECE
from novapost_auth._divisions.versions import Archive
from novapost_auth._errors import ConfigurationError
from novapost_client.shown import without_keys

# Characters of a validator that, as hexadecimal digits, is to be part of a file's name.
_LONGEST: Final = 80
_MAGIC: Final = b"\x1f\x8b"  # What gzip begins with.
_GZIP: Final = 31  # To zlib.
_HEAD: Final = 1024  # Bytes of a file that tell what it is.
# The names given here. Whatever else is in the directory is somebody's own.
_OURS: Final = re.compile(r"divisions-[0-9a-f]{16}\.json\.gz(?:\.new|\.(?:[0-9a-f]{2})*\.part)?")


class NoCopy:
    """An archive of which nothing is kept."""

    is_whole: bool = False
    size: int = 0
    """Bytes that there are."""
    validator: str | None = None
    """What the service called the version they belong to."""

    def pieces(self) -> Iterator[bytes]:
        """Yield the bytes that there are."""
        yield from ()

    def begin(self, validator: str | None) -> None:
        """Forget the bytes, and expect those of this version."""

    def append(self, data: bytes) -> None:
        """Take more bytes."""

    def complete(self) -> None:
        """Become a whole copy: all bytes have been read, and found to be right."""

    def discard(self) -> None:
        """Forget the bytes: they are broken."""

    def close(self) -> None:
        """Leave the bytes for another time."""


class Copy(NoCopy):
    """A file, while it is not whole under another name that says which version it is of.

    Only the process that made it writes to it, and without a buffer: a child that is forked in the
    middle of a download has a copy of all this, and would write what its parent writes once more.

    Raises:
        ConfigurationError: (all of its methods) it cannot be read or written.

    """

    def __init__(self, path: Path) -> None:
        self._whole = self._path = path
        self._file: FileIO | None = None
        self._process = os.getpid()
        self.is_whole = path.exists()
        for part in () if self.is_whole else path.parent.glob(f"{path.name}.*.part"):
            with suppress(ValueError):  # It is nothing of ours, as is a link.
                if part.is_symlink():
                    continue
                self.validator = bytes.fromhex(part.suffixes[-2][1:]).decode()
                self._path = part
        _check_ours(self._path)
        self.size = self._path.stat().st_size if self._path.exists() else 0

    def pieces(self) -> Iterator[bytes]:
        if self.size:
            with usable(self._path), self._path.open("rb") as file:
                while piece := file.read(PIECE):
                    yield piece

    def begin(self, validator: str | None) -> None:
        self.discard()
        if not self._is_mine():
            return
        if validator is None or len(validator) > _LONGEST:
            name = f"{self._whole.name}.new"  # It cannot be continued.
        else:
            name = f"{self._whole.name}.{validator.encode().hex()}.part"
        self._path = self._whole.with_name(name)
        with usable(self._path):
            if not self._path.is_symlink():
                _check_ours(self._path)
            self._path.unlink(missing_ok=True)  # Nothing that is there is written to, or through.
            self._file = self._path.open("xb", buffering=0)

    def append(self, data: bytes) -> None:
        while data and self._is_mine():
            with usable(self._path):
                data = data[self._opened().write(data) :]

    def complete(self) -> None:
        if not self.is_whole and self._is_mine():
            with usable(self._path):
                os.fsync(self._opened().fileno())
                self.close()
                self._path.replace(self._whole)

    def discard(self) -> None:
        self.close()
        self.size, self.validator = 0, None
        with suppress(OSError):  # It is begun anew in any case.
            if self._is_mine():
                self._path.unlink()

    def close(self) -> None:
        if self._file is not None:
            with suppress(OSError):  # What was not written is downloaded again.
                self._file.close()
        self._file = None

    def _opened(self) -> FileIO:
        self._file = self._file or _appended(self._path)
        return self._file

    def _is_mine(self) -> bool:
        return self._process == os.getpid()


class Copies:
    """The copies in a directory. One program at a time writes them; others only read."""

    def __init__(self, directory: Path, language: str | None) -> None:
        self._directory = directory
        self._language = language
        # It may be used and let go by one thread after another.
        self._lock = FileLock(self._directory / "divisions.lock", thread_local=False)
        with usable(self._directory):
            self._directory.mkdir(parents=True, exist_ok=True)
            _check_lock(Path(self._lock.lock_file))
            with suppress(Timeout):
                self._lock.acquire(timeout=0)

    def of(self, archive: Archive) -> NoCopy:
        """Return the copy of an archive; one of nothing, if there is none and none may be made.

        Nor is one kept of an archive without a time, which nothing tells from a later one.
        """
        if archive.until is None:
            return NoCopy()
        with usable(self._directory):
            copy = Copy(self._path(archive))
        return copy if copy.is_whole or self._lock.is_locked else NoCopy()

    def keep(self, archives: Iterable[Archive]) -> None:
        """Remove the copies of all other archives, which are out of date."""
        names = {self._path(archive).name for archive in archives}
        if self._lock.is_locked:
            for path in self._directory.glob("divisions-*.json.gz*"):
                if _OURS.fullmatch(path.name) and not path.name.startswith(tuple(names)):
                    with suppress(OSError):  # On Windows, one that is being read stays.
                        if path.is_symlink() or _is_ours(path):
                            path.unlink()

    def close(self) -> None:
        """Let others write."""
        self._lock.release()

    def _path(self, archive: Archive) -> Path:
        # What may follow in a URL is a signature, another one each time.
        place = archive.url.copy_with(query=None, fragment=None)
        version = f"{place} {archive.since} {archive.until} {self._language}"
        name = sha256(version.encode()).hexdigest()[:16]
        return self._directory / f"divisions-{name}.json.gz"


def _check_ours(path: Path) -> None:
    """Make sure that what is in a copy's place, if there is anything, is one.

    Raises:
        ConfigurationError: It is a file of the user's, which would be removed as a broken copy.
        OSError: It cannot be read.

    """
    with suppress(FileNotFoundError):
        if not _is_ours(path):
            raise ConfigurationError(f"{_named(path)} is no copy of an archive")


def _is_ours(path: Path) -> bool:
    """Tell whether a file may be a copy, or its beginning: a gzipped JSON object, broken or not."""
    with FileIO(path, opener=_opened_at_once) as file:
        is_file = stat.S_ISREG(os.fstat(file.fileno()).st_mode)
        head = file.read(_HEAD) if is_file else b""
    if not is_file or head[: len(_MAGIC)] != _MAGIC[: len(head)]:
        return False
    text = b""
    with suppress(zlib.error):
        text = zlib.decompressobj(_GZIP).decompress(head, _HEAD).lstrip(b"\xef\xbb\xbf \t\r\n")
    return text[:1] in (b"", b"{")


def _opened_at_once(path: str, flags: int) -> int:
    """Open a file, but wait for nobody at the other end of a pipe: others may have planted it."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _check_lock(path: Path) -> None:
    """Make sure that what is in the lock's place, if there is anything, is one: they are empty.

    Raises:
        ConfigurationError: It is a file of the user's.

    """
    with suppress(FileNotFoundError):
        if path.stat().st_size:
            raise ConfigurationError(f"{_named(path)} is no lock of ours")


def _appended(path: Path) -> FileIO:
    """Open a file, but no link to one: in a directory of many, others may have planted it."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0)
    return FileIO(os.open(path, flags | getattr(os, "O_BINARY", 0), 0o666), "ab")


@contextmanager
def usable(path: Path) -> Iterator[None]:
    """Tell of trouble with the disk as of a setting that cannot be used."""
    try:
        yield
    except OSError as exc:
        raise ConfigurationError(f"{_named(path)}: {exc.strerror or exc}") from None


def _named(path: Path) -> str:
    """Return a path as it may be shown: a directory may be a key in a wrong place."""
    if _OURS.fullmatch(path.name):
        return f"{without_keys(str(path.parent))}{os.sep}{path.name}"
    return without_keys(str(path))
