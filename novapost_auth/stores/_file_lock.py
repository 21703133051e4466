"""A lock between processes, as a file that is there only while it is held."""

import os
import sys
import time
from contextlib import suppress
from io import FileIO
from pathlib import Path

from novapost_auth._wire.weakly import told_of_forks
from novapost_auth.stores._private_files import OPEN, check_regular

_POLL = 0.02  # Seconds between two tries.

if sys.platform == "win32":
    import msvcrt

    def _is_locked(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _is_locked(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


class FileLock:
    """Held by one thread of one process.

    The operating system releases it when the holder dies; children that it has forked do not
    keep it. The file is neither read nor written, and removed when the lock is released, so that
    files do not pile up.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        # It closes itself, and so frees the lock, should an interrupt keep others from doing so.
        self._file: FileIO | None = None
        _locks.add(self)

    def acquire(self, timeout: float) -> bool:
        """Try to take it for so many seconds, once at least; tell whether it is held.

        Raises:
            OSError: The file is no file, or somebody else's, or cannot be made.

        """
        until = time.monotonic() + timeout
        while not self._try():
            if time.monotonic() >= until:
                return False
            time.sleep(_POLL)
        return True

    def release(self) -> None:
        """Release it, if it is held."""
        file, self._file = self._file, None
        if file is None:
            return
        with file, suppress(OSError):  # On Windows, an open file stays.
            if self._is_there(os.fstat(file.fileno())):
                self._path.unlink()

    def _try(self) -> bool:
        file = self._file = FileIO(self._path, "r+", opener=_opened)
        held = False
        try:
            status = os.fstat(file.fileno())
            check_regular(status, "a lock's file")
            # Who held it may have removed the file since it was opened: then it locks nobody out.
            held = _is_locked(file.fileno()) and self._is_there(status)
        finally:
            if not held:
                self._forget()
        return held

    def _is_there(self, status: os.stat_result) -> bool:
        try:
            return os.path.samestat(self._path.lstat(), status)
        except FileNotFoundError:
            return False

    def _forget(self) -> None:
        # A lock is held as long as anyone has its file open. A child is not who took it.
        file, self._file = self._file, None
        if file is not None:
            file.close()


def _opened(path: str, _: int) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT | OPEN, 0o600)


_locks = told_of_forks(FileLock._forget)  # noqa: SLF001 - its own module
