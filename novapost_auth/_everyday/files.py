"""Files that are downloaded: what they are, and how they get on the disk."""

from __future__ import annotations

import errno
import os
import secrets
import stat
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from io import FileIO
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final, Self, TypeAlias, TypeVar

from attrs import frozen

from novapost_auth._calls import Received
from novapost_auth._errors import ConfigurationError, check_path
from novapost_client.shown import shown, without_keys

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer as Buffer

FilePath: TypeAlias = str | os.PathLike[str]
T = TypeVar("T")

A_PATH: Final = "a path must be text or a Path"
"""What is said of one that is none."""

_KINDS: Final[Mapping[bytes, tuple[str, str]]] = {
    b"%PDF-": ("application/pdf", ".pdf"),
    b"\xff\xd8\xff": ("image/jpeg", ".jpg"),
    b"\x89PNG\r\n\x1a\n": ("image/png", ".png"),
}
_CANNOT_SYNC: Final = (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP)
"""What file systems say that know of no such thing, and have the file all the same."""


class FileBytes(bytes):
    """The content of a file, with what kind of file it is."""

    media_type: str
    """Such as ``image/jpeg``: as the content begins, or else as the service says."""

    def __new__(cls, content: bytes, media_type: str = "application/octet-stream") -> Self:
        """Take the content, and the kind that the service calls it."""
        self = super().__new__(cls, content)
        self.media_type = media_type
        return self


@frozen
class SavedFile:
    """A file that has been downloaded."""

    path: Path
    """Where it is."""
    media_type: str
    """Such as ``image/jpeg``: as its content begins, or else as the service says."""
    size: int
    """How large it is, in bytes."""


def media_type(answer: Received) -> str:
    """Tell what kind of file ``answer`` brings, of which the beginning is enough.

    Its first bytes are believed before its header: all attachments are published as PDF.
    """
    if kind := kind_of(answer.content):
        return kind[0]
    return answer.media_type or "application/octet-stream"


@contextmanager
def replacing(path: FilePath) -> Iterator[BinaryIO]:
    """Open a file that takes the place of the one at ``path`` when all went well, or never.

    From its first byte on it has the mode of the one that it replaces, and its owner and group
    where that may be given.

    Raises:
        ConfigurationError: ``path`` is no path, or there is a directory, a device or a pipe.
        OSError: The file cannot be written.

    """
    target = _target(path)
    part = target.with_name(f".{secrets.token_hex(8)}.part")
    process = os.getpid()
    try:
        with done(lambda: Unbuffered(part, "x"), path) as file:
            if target.exists():
                _liken(part, target.stat())
            yield file
        done(lambda: part.replace(target), path)
    except BaseException:
        # A child that leaves by an error leaves its parent's file alone.
        with suppress(OSError):  # The error says more.
            if process == os.getpid():
                part.unlink()
        raise


class Unbuffered(FileIO):
    """A file that keeps nothing back: a child that is forked would have that too, and write it."""

    def write(self, data: Buffer) -> int:
        """Write all of ``data``: what the system has room for may be less."""
        rest = memoryview(data)
        while rest:
            rest = rest[super().write(rest) :]
        return memoryview(data).nbytes


def settle(file: BinaryIO) -> None:
    """Have all that was written on the disk: after a power cut, no name shall lead to nothing."""
    file.flush()
    try:
        os.fsync(file.fileno())
    except OSError as error:
        if error.errno not in _CANNOT_SYNC:
            raise


def _liken(part: Path, was: os.stat_result) -> None:
    """Give a file the owner, the group and the mode of another one."""
    if hasattr(os, "chown"):
        with suppress(OSError):  # Only an administrator may give files away.
            os.chown(part, was.st_uid, was.st_gid)
    part.chmod(stat.S_IMODE(was.st_mode))  # Last: a change of owner may take rights away.


def done(action: Callable[[], T], name: FilePath) -> T:
    """Return what ``action`` returns, which does something with a file.

    Raises:
        OSError: It failed. It calls the file ``name``, as the caller does, unless that may be a
            key.

    """
    try:
        return action()
    except OSError as error:
        reason = OSError(error.errno, error.strerror, without_keys(os.fspath(name)))
    raise reason


def check_file(path: Path, name: FilePath) -> None:
    """Make sure that what is at ``path``, if there is anything, is a file.

    Raises:
        ConfigurationError: It is not.
        OSError: It cannot be looked at.

    """
    status = None
    with suppress(FileNotFoundError):
        status = done(path.stat, name)
    if status is not None and not stat.S_ISREG(status.st_mode):
        raise ConfigurationError(f"{shown(name)} is no file")


def _target(path: FilePath) -> Path:
    wanted = check_path(path, A_PATH)
    target = Path(done(lambda: os.path.realpath(wanted), path))
    # Links that lead to each other, for which only some Pythons have raised. (The path's own method
    # raises for a name that is too long.)
    if os.path.islink(target):  # noqa: PTH114 - as above
        raise ConfigurationError(f"{shown(path)} is no file")
    check_file(target, path)
    return target


def kind_of(content: bytes) -> tuple[str, str] | None:
    """Return the media type and the ending of a file that begins so, if it is well known."""
    return next((kind for mark, kind in _KINDS.items() if content.startswith(mark)), None)
