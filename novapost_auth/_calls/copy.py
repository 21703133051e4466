"""Answers that go to a file as they come in, so that they are never in memory as a whole."""

from __future__ import annotations

from typing import BinaryIO, Final

_HEAD: Final = 4_096  # Enough to tell a file from a page that says that there is none.


class Copy:
    """The file that an answer goes to, through as many tries as it takes.

    A failure of the file is kept, not raised: among what a connection raises it would be taken
    for one of the connection.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.head = b""
        """The beginning of what is in it."""
        self._failure: OSError | None = None

    def begin(self) -> None:
        """Begin a try: what an earlier one wrote is dropped."""
        self.head = b""
        try:
            self._file.seek(0)
            self._file.truncate()
        except OSError as failure:
            self._failure = failure

    def write(self, chunk: bytes) -> bool:
        """Add ``chunk``; return whether there is any use in going on."""
        if self._failure is None:
            self.head += chunk[: _HEAD - len(self.head)]
            try:
                self._file.write(chunk)
            except OSError as failure:
                self._failure = failure
        return self._failure is None

    def check(self) -> None:
        """Raise what the file failed with, if it did."""
        if self._failure is not None:
            raise self._failure
