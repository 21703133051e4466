"""A directory and files that nobody else can read or plant.

On Windows, where a user's cache directory is closed to others already, owner and mode say
nothing and are not looked at.
"""

import os
import stat
import sys
import tempfile
from contextlib import suppress
from io import BytesIO
from pathlib import Path

_LARGEST = 64 * 1024  # Bytes. A token takes less than 2 KiB; of something else, no more is read.
# Not through a symbolic link, and without waiting for the other end of a pipe.
OPEN = (
    getattr(os, "O_BINARY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
)


class OpenToOthers(PermissionError):
    """Others may read a file that has a secret in it."""


def make_directory(path: Path) -> None:
    """Make a directory of mode 0700, or see that the one there is ours to write in alone.

    One that others may look into is left as it is, since its files are closed to them anyway; a
    mode that someone chose is not ours to change.

    Raises:
        OSError: It cannot be made, or cannot be trusted.

    """
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    status = path.lstat()
    if not stat.S_ISDIR(status.st_mode):
        raise NotADirectoryError("the directory is a symbolic link")
    _check_owner(status, "the directory")
    if sys.platform != "win32" and status.st_mode & 0o022:
        raise PermissionError("others may write to the directory (chmod 700 closes it)")


def read(path: Path, *, may_be_open: bool = False) -> BytesIO | None:
    """Return a private file's bytes, or None if there is no such file.

    They come in a buffer, which no traceback shows the inside of.

    Args:
        path: The file.
        may_be_open: Whether others may read it: for a look at what it is.

    Raises:
        OSError: It cannot be read, or is not a file that only we could read and write.

    """
    try:
        descriptor = os.open(path, os.O_RDONLY | OPEN)
    except FileNotFoundError:
        return None
    with os.fdopen(descriptor, "rb") as file:
        status = os.fstat(descriptor)
        check_regular(status, "a token's file")
        if sys.platform != "win32" and status.st_mode & 0o077 and not may_be_open:
            raise OpenToOthers("others may read a token's file, so it is not used")
        return BytesIO(file.read(_LARGEST))


def write(path: Path, data: BytesIO) -> None:
    """Write a file of mode 0600, whole or not at all.

    Nothing is flushed to the disk: what a power cut takes is one token, which is fetched again.

    Raises:
        OSError: It cannot be written; the former file, if any, is still there.

    """
    descriptor, temporary = tempfile.mkstemp(".tmp", f"{path.name}.", path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data.getbuffer())
        Path(temporary).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(temporary).unlink()
        raise


def check_regular(status: os.stat_result, what: str) -> None:
    """See that something is a file, and ours.

    Raises:
        OSError: It is a pipe, a device, a directory, or somebody else's.

    """
    if not stat.S_ISREG(status.st_mode):
        raise OSError(f"{what} is no regular file")
    _check_owner(status, what)


def _check_owner(status: os.stat_result, what: str) -> None:
    if sys.platform != "win32" and status.st_uid != os.geteuid():
        raise PermissionError(f"{what} belongs to someone else")
