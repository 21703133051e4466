"""One call, without the I/O: what is sent, what the answer means, and whether to try again.

The transports do the sending and waiting, one for threads and one for coroutines.
"""

from __future__ import annotations

import contextlib
import functools
import logging
import random
import ssl
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

import httpx
from attrs import evolve, frozen

from novapost_auth._calls.body import encode
from novapost_auth._calls.log import BODIES, CALLS, presentable
from novapost_auth._calls.retry import Retry, is_done, may_repeat
from novapost_auth._errors import (
    ApiError,
    ConfigurationError,
    NovaPostError,
    UnexpectedResponse,
    error_from_httpx,
    error_from_response,
    read_json,
)
from novapost_auth._secrets import RedactedURL, Secret
from novapost_client.errors import UnreadableAnswer
from novapost_client.types import UNSET, Request

if TYPE_CHECKING:
    from novapost_auth._settings import Clock

T = TypeVar("T")

FAILURES: Final = (httpx.HTTPError, httpx.StreamError, ssl.SSLError, ConnectionError)
"""What a failed exchange raises, in httpx or in another transport. No bare ``OSError``: the
built-in ``TimeoutError`` is one, by which a program may interrupt us."""

_JSON: Final = "application/json"

_url: Final = functools.lru_cache(maxsize=128)(httpx.URL)  # Parsing takes 25 µs each time.


@frozen(kw_only=True)
class Service:
    """What all calls of a client share."""

    base_url: str
    headers: Mapping[str, str]
    timeout: httpx.Timeout
    retry: Retry
    clock: Clock
    secrets: tuple[Secret, ...]
    random: Callable[[], float] = random.random

    def with_options(self, **changes: Any) -> Service:
        """Return a copy with other settings."""
        return evolve(self, **changes)


class Call(Generic[T]):
    """A call under way."""

    def __init__(self, request: Request[T], service: Service) -> None:
        self.request = request
        self._service = service
        self._began = self._try_began = service.clock.monotonic()
        self._tried = 0
        self._from_token = False
        self._maybe_done = False
        self._secrets = service.secrets
        # `authorization.get_token` may be called with any key.
        self._secrets += tuple(Secret(text) for name, text in request.params if name == "apiKey")

    def message(self, build: Callable[..., httpx.Request]) -> httpx.Request:
        """Begin a try: return what is to be sent, made by a client's ``build_request``."""
        request, service = self.request, self._service
        self._tried += 1
        self._from_token = False
        self._try_began = service.clock.monotonic()
        headers = {**service.headers, "Accept": request.accept}
        if _JSON not in request.accept:
            headers["Accept"] += f", {_JSON}"  # In which errors are told.
        content = None
        if request.json is not UNSET:
            content = encode(request.json)
            headers["Content-Type"] = _JSON
            if BODIES.isEnabledFor(logging.DEBUG):
                BODIES.debug("sent %s", presentable(content, *self._secrets))
        try:
            message = build(
                request.method,
                _url(service.base_url + request.path),
                params=request.params or None,
                content=content,
                headers=headers,
                timeout=service.timeout,
            )
        except httpx.InvalidURL as exc:
            raise ConfigurationError(f"{request.path!r} cannot be sent: {exc}") from None
        if message.url.query or message.url.userinfo:  # What may be secret in a URL.
            message.url = RedactedURL(message.url)
        return message

    def is_late(self) -> bool:
        """Tell whether the answer, coming in bit by bit, takes longer than it may."""
        longest = self._service.timeout.read
        if longest is None or self.request.accept != _JSON:  # A file may be large.
            return False
        return self._service.clock.monotonic() - self._try_began > 2 * longest

    def without_token(self, error: NovaPostError) -> NovaPostError:
        """Return the error for a try that got no token, so that the call was not sent."""
        self._from_token = True
        error.maybe_sent = False
        return error

    def broken(
        self,
        exc: httpx.HTTPError | httpx.StreamError | ssl.SSLError | ConnectionError,
        message: httpx.Request,
        response: httpx.Response | None = None,
    ) -> NovaPostError:
        """Return the error for a try that failed on the way, perhaps while an answer came in."""
        if isinstance(exc, httpx.HTTPStatusError):  # Raised by a hook of the caller's client.
            response = exc.response
        secrets = self._known(message)
        if response is not None and not response.is_success:
            return error_from_response(response, secrets=secrets)
        if response is not None and isinstance(exc, httpx.DecodingError):
            return UnexpectedResponse(f"{self}: {exc}", response=response, secrets=secrets)
        return error_from_httpx(exc, message, secrets=secrets)

    def judge(self, response: httpx.Response) -> httpx.Response | NovaPostError:
        """Return ``response``, whose body has been read, or the error that it means.

        A response that is no success stands for one: an earlier try has done it already.
        """
        if BODIES.isEnabledFor(logging.DEBUG):
            BODIES.debug("received %s", presentable(response.content, *self._secrets))
        if response.is_success:
            if _says_no(response):
                return ApiError(response, secrets=self._known(response.request))
        else:
            error = error_from_response(response, secrets=self._known(response.request))
            if not (self._maybe_done and is_done(error, self.request.method)):
                return error
        self._log(str(response.status_code))
        return response

    def pause(self, error: NovaPostError) -> float:
        """Return the seconds to wait before the next try; raise ``error`` if there is none."""
        service = self._service
        elapsed = service.clock.monotonic() - self._began
        wait = None
        if may_repeat(error, self.request.method, from_token=self._from_token):
            wait = service.retry.wait(
                error, tried=self._tried, elapsed=elapsed, random=service.random
            )
        status = getattr(error, "status_code", "")
        plan = "giving up" if wait is None else f"again in {wait:.2f} s"
        self._log(f"{status} {type(error).__name__}, {plan}".lstrip())
        self._maybe_done |= error.maybe_sent
        if wait is None:
            if self._tried > 1:
                error.add_note(f"Tried {self._tried} times in {elapsed:.1f} s.")
            raise self._warned(error)
        return wait

    def result(self, response: httpx.Response) -> T:
        """Return what the operation answers with, read from what ``judge`` let pass."""
        if not response.is_success:
            return self._nothing(response)
        reason = None
        if self.request.accept != _JSON:
            reason = _why_no_file(response, self.request.accept)
        if reason is None:
            try:
                return self.request.parse(response.content)
            except UnreadableAnswer as exc:
                reason = str(exc)
        raise self._warned(self._unexpected(reason, response))

    def __str__(self) -> str:
        return f"{self.request.method} {self.request.path}"

    def _nothing(self, response: httpx.Response) -> T:
        for content in (b"", b"{}", b"[]"):
            with contextlib.suppress(UnreadableAnswer):
                return self.request.parse(content)
        raise self._unexpected("done already, by an earlier try", response)

    def _unexpected(self, reason: str, response: httpx.Response) -> UnexpectedResponse:
        secrets = self._known(response.request)
        return UnexpectedResponse(f"{self}: {reason}", response=response, secrets=secrets)

    def _warned(self, error: NovaPostError) -> NovaPostError:
        error.maybe_sent |= self._maybe_done
        if error.maybe_sent and self.request.method not in ("GET", "HEAD", "OPTIONS"):
            error.add_note("The service may have done it: look before you send it again.")
        return error

    def _known(self, message: httpx.Request) -> tuple[Secret, ...]:
        return (*self._secrets, Secret(message.headers.get("Authorization", "")))

    def _log(self, outcome: str) -> None:
        if CALLS.isEnabledFor(logging.DEBUG):
            took = self._service.clock.monotonic() - self._try_began
            CALLS.debug("%s: %s (try %d, %.0f ms)", self, outcome, self._tried, took * 1000)


def _says_no(response: httpx.Response) -> bool:
    if b'"success"' not in response.content:  # Most answers need not be read twice.
        return False
    body = read_json(response.content)
    return isinstance(body, dict) and body.get("success") is False


def _why_no_file(response: httpx.Response, accept: str) -> str | None:
    """Say why an answer that should be a PDF or a photograph is none; None if it may be."""
    kind = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    head = response.content[:1024].lstrip(b"\xef\xbb\xbf \r\n\t")
    if kind.startswith("text/") or kind.endswith("json") or head[:1] in (b"", b"<", b"{", b"["):
        return f"expected {accept}, got {kind or 'text' if head else 'nothing'}"
    if accept == "application/pdf" and b"%PDF-" not in head:
        return "expected a PDF, got something that is none"
    return None
