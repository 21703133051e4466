"""One polite client of one host: what it asks for, how often, and how much it takes.

A host that says "later" is waited for by all threads at once; one that sends elsewhere, too much,
too slowly, or a page for browsers is not argued with: that is an error of one line.
"""

from __future__ import annotations

import datetime as dt
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import Self

import httpx

from codegen.errors import CodegenError

_LATER = {429, 500, 502, 503, 504}
_GONE = {404, 410}
_REDIRECTS = {301, 302, 303, 307, 308}
_HEADERS = {
    "Accept": "text/markdown, text/plain;q=0.9, application/xml;q=0.5",
    "Accept-Encoding": "identity",  # So that the bound on the size is one on what is unpacked.
    "User-Agent": "novapost-codegen (documentation reader)",
}


class NotTextError(CodegenError):
    """A page for browsers came: a login, an error, or what stands in for all that is missing."""


@dataclass(frozen=True)
class Manners:
    """Bounds of the conversation; times in seconds, sizes in bytes.

    `sleep`, `clock` (any origin) and `now` (of the calendar) are what tests replace.
    """

    at_once: int = 4
    attempts: int = 4
    redirects: int = 5
    idle: float = 15.0
    longest_answer: float = 60.0
    longest_wait: float = 120.0
    page_bytes: int = 4 * 1024 * 1024
    all_bytes: int = 64 * 1024 * 1024
    pages: int = 500
    sleep: Callable[[float], object] | None = None
    clock: Callable[[], float] = time.monotonic
    now: Callable[[], float] = time.time


class Client:
    """Gets texts from one host. To be used as a context manager, from several threads."""

    def __init__(self, home: httpx.URL, manners: Manners) -> None:
        self._home = home
        self._manners = manners
        limits = httpx.Limits(max_connections=manners.at_once)
        self._http = httpx.Client(headers=_HEADERS, timeout=manners.idle, limits=limits)
        self._gate = threading.Lock()
        self._taken = 0
        self._left = threading.Event()
        self._sleep = manners.sleep or self._left.wait

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._http.close()

    def leave(self) -> None:
        """Have no thread wait any longer, and none ask for anything more."""
        self._left.set()

    def is_home(self, url: httpx.URL) -> bool:
        """Tell whether an address is of the host that we visit, and as private."""
        home = self._home
        if url.host != home.host or url.scheme not in {home.scheme, "https"}:
            return False
        # From http to https the port changes with the scheme.
        return url.port == home.port or (url.scheme != home.scheme and url.port is None)

    def get(self, url: httpx.URL) -> bytes | None:
        """Return what stands at an address, or None if there is nothing.

        Raises:
            CodegenError: The host refuses, sends us away, or gives too much, too slowly.

        """
        seen: list[httpx.URL] = []
        at = url
        while True:
            answer, body = self._patiently(at)
            if answer.status_code not in _REDIRECTS:
                break
            seen.append(at)
            at = self._next(answer, at)
            if at in seen or len(seen) > self._manners.redirects:
                raise CodegenError(f"{url}: redirects lead in circles")
        if answer.status_code in _GONE:
            return None
        if not answer.is_success:
            raise CodegenError(f"{at}: answered with status {answer.status_code}")
        kind = answer.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        if "html" in kind:
            raise NotTextError(f"{at}: answered with HTML (a login, an error?), not with Markdown")
        if "json" in kind:
            raise CodegenError(f"{at}: answered with JSON (an error?), not with Markdown")
        return body

    def _next(self, answer: httpx.Response, at: httpx.URL) -> httpx.URL:
        target = at.join(answer.headers.get("Location", "")).copy_with(fragment=None)
        if not self.is_home(target):
            raise CodegenError(f"{at}: redirects to another host ({target.host}); not followed")
        if target.query:
            raise CodegenError(f"{at}: redirects to a question ({target}); not followed")
        return target

    def _patiently(self, url: httpx.URL) -> tuple[httpx.Response, bytes]:
        """Ask again when the host says "later"; meanwhile nobody else asks."""
        attempt = 0
        while True:
            attempt += 1
            with self._gate:
                pass  # Whoever waits holds the gate.
            answer, body = self._once(url)
            if answer.status_code not in _LATER or attempt >= self._manners.attempts:
                return answer, body
            wait = self._wait(answer, attempt)
            if wait > self._manners.longest_wait:
                raise CodegenError(
                    f"{url}: answered with status {answer.status_code} and wants {wait:.0f} s "
                    "of patience; try again later"
                )
            with self._gate:
                self._sleep(wait)

    def _wait(self, answer: httpx.Response, attempt: int) -> float:
        """Return how long to wait: what the host says, in seconds or as a date, or 1, 2, 4 s."""
        said = answer.headers.get("Retry-After", "").strip()
        if said.isascii() and said.isdigit():
            return float(said[:9])
        try:
            then = parsedate_to_datetime(said)
        except (TypeError, ValueError):
            return float(2 ** (attempt - 1))
        if then.tzinfo is None:
            then = then.replace(tzinfo=dt.UTC)
        return max(0.0, then.timestamp() - self._manners.now())

    def _once(self, url: httpx.URL) -> tuple[httpx.Response, bytes]:
        until = self._manners.clock() + self._manners.longest_answer
        body = bytearray()
        self._check_wanted(url)
        try:
            with self._http.stream("GET", url) as answer:
                packed = answer.headers.get("Content-Encoding", "").strip().lower()
                if packed not in ("", "identity"):
                    raise CodegenError(f"{url}: is packed, though that was not asked for")
                for chunk in answer.iter_raw():
                    body += chunk
                    self._check_wanted(url)
                    if len(body) > self._manners.page_bytes:
                        raise CodegenError(
                            f"{url}: is larger than {self._manners.page_bytes} bytes"
                        )
                    if self._manners.clock() > until:
                        raise CodegenError(
                            f"{url}: takes longer than {self._manners.longest_answer:.0f} s"
                        )
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            why = str(error) or type(error).__name__
            raise CodegenError(f"{url}: cannot be read ({' '.join(why.split())})") from None
        self._count(len(body), url)
        return answer, bytes(body)

    def _check_wanted(self, url: httpx.URL) -> None:
        if self._left.is_set():
            raise CodegenError(f"{url}: is wanted no more")

    def _count(self, size: int, url: httpx.URL) -> None:
        with self._gate:
            self._taken += size
            if self._taken > self._manners.all_bytes:
                raise CodegenError(f"{url}: with it, more than {self._manners.all_bytes} bytes")
