"""Answers that go to a file as they come in, so that they are never in memory as a whole."""

from __future__ import annotations

from typing import BinaryIO, Final

import httpx

from novapost_auth._secrets import settled_headers

_HEAD: Final = 4_096  # Enough to tell a file from a page that says that there is none.


class Copy:
    """The file that an answer goes to, through as many tries as it takes.

    A failure of the file is kept, not raised: among what a connection raises it would be taken
    for one of the connection.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._head = b""
        self._failure: OSError | None = None

    def begin(self) -> None:
        """Begin a try: what an earlier one wrote is dropped."""
        self._head = b""
        try:
            self._file.seek(0)
            self._file.truncate()
        except OSError as failure:
            self._failure = failure

    def write(self, chunk: bytes) -> bool:
        """Add ``chunk``; return whether there is any use in going on."""
        if self._failure is None:
            self._head += chunk[: _HEAD - len(self._head)]
            try:
                self._file.write(chunk)
            except OSError as failure:
                self._failure = failure
        return self._failure is None

    def stand_in(self, response: httpx.Response) -> httpx.Response:
        """Return what is left to judge of ``response``: all but the rest of its body."""
        return httpx.Response(
            response.status_code,
            headers=settled_headers(response),
            content=self._head,
            request=response.request,
        )

    def check(self) -> None:
        """Raise what the file failed with, if it did."""
        if self._failure is not None:
            raise self._failure
