"""The bytes of one archive, without the I/O: what to ask for, and what the answers mean.

A download that breaks off is continued where it was (``Range``), if the service still has the
same file (``If-Range``).
"""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from novapost_auth._aside import LOGGER, log
from novapost_auth._calls import Service, may_repeat
from novapost_auth._divisions.copies import NoCopy
from novapost_auth._divisions.items import Broken, ItemReader
from novapost_auth._divisions.versions import Archive, checked_url
from novapost_auth._errors import (
    ApiError,
    NovaPostError,
    TransportError,
    UnexpectedResponse,
    error_from_failure,
    error_from_response,
)
from novapost_auth._httpx import httpx
from novapost_auth._secrets import Secret
from novapost_auth._spans import Span, span
from novapost_auth._wire import Headers, Message, Origin, WireFailure

_OK, _PARTIAL, _BEYOND_THE_END = 200, 206, 416
_RANGE: Final = re.compile(r"bytes (?:(\d{1,18})-\d{1,18}|\*)/(\d{1,18}|\*)")
_LENGTH: Final = re.compile(r"\d{1,18}")
_MOST_REDIRECTS: Final = 5
# So many bytes must have come for a broken connection not to count as one in a row.
_HEADWAY: Final = 1024 * 1024


class Download:
    """A download under way.

    Args:
        archive: What is downloaded.
        service: How.
        copy: What is there already, and where to put what comes.

    """

    def __init__(self, archive: Archive, service: Service, copy: NoCopy) -> None:
        self.archive = archive
        self.service = service
        self.copy = copy
        self.is_done = False
        self.passed_on = 0
        """Bytes that have been given out; not those of the copy that are still to be."""
        self.total = copy.size if copy.is_whole else None
        """Bytes that there are, if that is known."""
        self._reader = ItemReader()
        self._url = archive.url
        self._redirects = 0
        self._response = httpx.Response(_OK, request=httpx.Request("GET", archive.url))
        self._offset = copy.size
        self._validator = copy.validator
        self._skip = 0
        self._tried, self._since, self._mark = 0, 0.0, 0
        self._span = Span()

    def __str__(self) -> str:
        return f"GET {self.archive.url.copy_with(query=None)}"

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Have OpenTelemetry watch, unless nothing has to be sent.

        Its span is not the present one: whoever takes the divisions is in between, and not within
        it. Nor is the place of the archives told of it, which need not be the service's.
        """
        if not self.copy.is_whole:
            self._span = span("GET", "", Origin.of(str(self._url)))
        try:
            yield
        except BaseException as error:
            if not isinstance(error, GeneratorExit):  # Somebody has enough, and nothing failed.
                self._span.failed(error)
            raise
        finally:
            self._span.end()

    def message(self) -> Message:
        """Return what to send: made from nothing, so that no client adds a token to it."""
        self._span.sent += 1
        headers = {**self.service.headers, "Accept": "*/*", "Accept-Encoding": "identity"}
        if self._offset:
            headers["Range"] = f"bytes={self._offset}-"
            if self._validator is not None:
                headers["If-Range"] = self._validator
        return Message(
            method="GET",
            origin=Origin.of(str(self._url)),
            target=Secret(self._url.raw_path.decode("ascii")),  # It may be signed.
            headers=[
                (name.encode("ascii"), value.encode("ascii", "replace"))
                for name, value in headers.items()
            ],
            times=self.service.times,
            is_bare=True,
        )

    def begin(self, message: Message, status: int, headers: Headers) -> NovaPostError | None:
        """Take the head of an answer. Its body is of use unless this returns an error."""
        request = message.record()
        self._span.status = status
        self._response = response = httpx.Response(status, headers=headers, request=request)
        first, total = _extent(response)
        if response.status_code == _BEYOND_THE_END and total is not None and total == self._offset:
            self.total, self._skip = total, sys.maxsize  # We have it all, and did not know.
            return None
        if response.status_code == _BEYOND_THE_END and self._offset:
            self.copy.discard()  # Or it would be asked for in vain the next time as well.
            return self._unexpected("there is less of it than was there before")
        if response.status_code not in (_OK, _PARTIAL):
            return error_from_response(response)
        if not self._is_same(response, total):
            self.copy.discard()
            if self.passed_on or first:
                return self._unexpected("it was replaced while it was downloaded")
            self._offset, self.total = 0, None
        if first is None or first > self._offset:
            return self._unexpected("not the range that was asked for")
        self._skip = self._offset - first
        if not self._offset:
            self._validator = _validator(response)
            self.copy.begin(self._validator)
        self.total = self.total if total is None else total
        return None

    def stored(self) -> Iterator[bytes]:
        """Yield what an earlier run has left, unless that has been done."""
        if not self.passed_on:
            for piece in self.copy.pieces():
                self.passed_on += len(piece)
                yield piece

    def take(self, chunk: bytes) -> bytes:
        """Take a part of an answer's body, and return what of it is new."""
        new = chunk[self._skip :]
        self._skip = max(self._skip - len(chunk), 0)
        self.copy.append(new)
        self._offset += len(new)
        self.passed_on += len(new)
        return new

    def end(self) -> NovaPostError | None:
        """Take the end of an answer's body."""
        if self.total is not None and self._offset < self.total:
            return TransportError(f"{self}: it ends too early", request=self._response.request)
        self.is_done = True
        return None

    def broken(self, failure: WireFailure, message: Message) -> NovaPostError:
        """Return the error for a try that failed on the way."""
        return error_from_failure(failure, message)

    def pause(self, error: NovaPostError) -> float:
        """Return the seconds to wait before the next try; raise ``error`` if there is none."""
        if self._follows(error):
            return 0.0
        self._url, self._redirects = self.archive.url, 0  # Where that led may be over.
        now = self.service.clock.monotonic()
        if not self._tried or self._offset - self._mark >= _HEADWAY:
            self._tried, self._since = 0, now
        self._tried, self._mark = self._tried + 1, self._offset
        elapsed = now - self._since
        wait = None
        if may_repeat(error, "GET"):
            wait = self.service.retry.wait(error, tried=self._tried, elapsed=elapsed)
        plan = "giving up" if wait is None else f"again in {wait:.2f} s"
        text, kind = "%s: %s at byte %d, %s", type(error).__name__
        log(LOGGER, logging.DEBUG, text, str(self), kind, self._offset, plan)
        if wait is None:
            if self._tried > 1:
                error.add_note(f"Tried {self._tried} times in {elapsed:.1f} s.")
            raise error
        return wait

    @contextmanager
    def read(self) -> Iterator[ItemReader]:
        """Give what turns the bytes into items, and tell of a broken archive as of an answer."""
        try:
            yield self._reader
        except Broken as exc:
            problem = str(exc)
        else:
            return
        self.copy.discard()
        raise self._unexpected(problem) from None

    def _is_same(self, response: httpx.Response, total: int | None) -> bool:
        if not self._offset:
            return True
        if None not in (total, self.total) and total != self.total:
            return False
        theirs = _validator(response)
        return theirs == self._validator or (response.status_code == _PARTIAL and theirs is None)

    def _follows(self, error: NovaPostError) -> bool:
        leads_on = isinstance(error, ApiError) and self._response.has_redirect_location
        if not leads_on or self._redirects >= _MOST_REDIRECTS:
            return False
        try:
            self._url = checked_url(self._url, self._response.headers["Location"])
        except ValueError:
            return False
        self._redirects += 1
        return True

    def _unexpected(self, problem: str) -> UnexpectedResponse:
        return UnexpectedResponse(f"{self}: {problem}", response=self._response)


def _validator(response: httpx.Response) -> str | None:
    """Return what names this very version of a file, if the service names it."""
    tag: str = response.headers.get("ETag", "W/")
    return response.headers.get("Last-Modified") if tag.startswith("W/") else tag


def _extent(response: httpx.Response) -> tuple[int | None, int | None]:
    """Return where in the file an answer's body begins, and how long the file is."""
    if response.status_code == _OK:
        length = _LENGTH.fullmatch(response.headers.get("Content-Length", ""))
        return 0, int(length[0]) if length else None
    match = _RANGE.fullmatch(response.headers.get("Content-Range", ""))
    first, total = match.groups("") if match else ("", "")
    return int(first) if first else None, int(total) if total.isdecimal() else None
