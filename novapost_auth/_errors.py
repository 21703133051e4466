"""What can go wrong, as one tree.

    NovaPostError                        everything this package raises
    ├─ ConfigurationError                a setting cannot be used (also a ValueError)
    │  └─ MissingApiKey                  no key was given
    ├─ TransportError                    no answer came
    │  └─ TimeoutError                   it took too long
    ├─ UnexpectedResponse                a success that cannot be read
    └─ ApiError                          the service said no
       ├─ BadRequest                     400
       ├─ AuthenticationError            401
       │  └─ InvalidApiKey               the token call itself was refused
       ├─ PermissionDenied               403
       ├─ NotFound                       404
       ├─ Conflict                       409
       ├─ ValidationError                422
       ├─ RateLimited                    429
       └─ ServerError                    5xx
          └─ ServiceUnavailable          503

What an error carries is a record of the exchange from which key, token and request body
have been taken out, so that it can be logged, pickled and sent to an error tracker.
"""

from __future__ import annotations

import builtins
import contextlib
import ssl
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, Final

import httpx

from novapost_auth._answers import Answer, describe, line
from novapost_auth._locate import Place, locate
from novapost_auth._record import record_request, record_response
from novapost_auth._secrets import Secret, redact_url, scrub


class NovaPostError(Exception):
    """The base of everything this package raises."""

    def __reduce__(self) -> tuple[Any, ...]:
        return _revive, (type(self), self.args, self.__dict__)


class ConfigurationError(NovaPostError, ValueError):
    """A setting or an argument cannot be used: a server without https, a body that is no JSON."""


class MissingApiKey(ConfigurationError):
    """No API key was given, neither as an argument nor in the environment."""


class TransportError(NovaPostError):
    """No answer came: the network, TLS or a proxy failed."""

    request: httpx.Request | None
    """The request, without key, token and body."""
    maybe_sent: bool
    """Whether the service may have got the request and acted on it.

    False only where it is certain that nothing was sent.
    """

    def __init__(
        self, message: str, *, request: httpx.Request | None = None, maybe_sent: bool = True
    ) -> None:
        super().__init__(line(message))
        self.request = None if request is None else record_request(request)
        self.maybe_sent = maybe_sent
        if maybe_sent and request is not None and request.method not in ("GET", "HEAD", "OPTIONS"):
            self.add_note("The service may have done it: look before you send it again.")


class TimeoutError(TransportError, builtins.TimeoutError):  # noqa: A001 - the name says it best, and it is a subclass
    """It took longer than the timeout allows."""


class UnexpectedResponse(NovaPostError):
    """A successful answer that cannot be read: of another format, or incomplete.

    The service may well have done what was asked.
    """

    response: httpx.Response
    """The answer, without key and token."""

    def __init__(
        self, message: str, *, response: httpx.Response, secrets: Iterable[Secret] = ()
    ) -> None:
        super().__init__(f"{response.status_code} {line(scrub(message, *secrets))}")
        self.response = record_response(response, secrets)


class ApiError(NovaPostError):
    """The service answered that it did not do what was asked.

    ``str()`` is one line: the status, then the messages. To make one, pass an
    ``httpx.Response`` whose body has been read, and the secrets that it might repeat.
    """

    response: httpx.Response
    """The answer, without key and token."""
    status_code: int
    message: str
    """All messages in one line; the meaning of the status where there are none."""
    retry_after: float | None
    """Seconds that the service asks to wait, from 0 to a day; None if it does not say."""
    request_id: str | None
    """The service's name for this exchange, for its support."""

    def __init__(self, response: httpx.Response, *, secrets: Iterable[Secret] = ()) -> None:
        self.response = record_response(response, secrets)
        self._answer = Answer.of(self.response)
        self.status_code = response.status_code
        self.message = self._describe()
        self.retry_after = self._answer.retry_after
        self.request_id = self._answer.request_id
        super().__init__(f"{self.status_code} {self.message}")
        for note in self._notes():
            self.add_note(note)

    @property
    def errors(self) -> dict[str, tuple[str, ...]]:
        """Messages by field, ``""`` holding those of no field: a copy.

        Fields are spelled as the service does: ``parcels.0.cargoCategory``.
        """
        return dict(self._answer.errors)

    @property
    def codes(self) -> tuple[str, ...]:
        """The business codes, such as ``shipment_was_deleted``.

        They are what stands under ``errorMessage``, whatever it looks like, and any other
        message that is as a whole lower-case words joined by ``_`` or ``.``.
        """
        return self._answer.codes

    def locate(self, body: object) -> list[Place]:
        """Find the fields of ``errors`` in the ``body`` that was sent, a model or a mapping."""
        return locate(self._answer.errors, body)

    def _describe(self) -> str:
        if self.response.has_redirect_location:
            target = self.response.headers["location"]
            return line(f"redirected to {redact_url(target)}, which is not followed")
        return self._answer.message

    def _notes(self) -> Iterator[str]:
        name = f", request id {self.request_id}" if self.request_id else ""
        with contextlib.suppress(RuntimeError):  # A response made by hand has no request.
            request = self.response.request
            yield f"{request.method} {request.url.path}{name}"
        if len(self._answer.errors) > 1:
            yield from islice(describe(self._answer.errors), _MOST_NOTES)
        if self.retry_after:
            yield f"The service asks to wait {self.retry_after:g} s."


class BadRequest(ApiError):
    """400: the request cannot be understood."""


class AuthenticationError(ApiError):
    """401: the token was refused, and so was a new one."""


class InvalidApiKey(AuthenticationError):
    """The key was refused when a token was asked for: unknown, or of another server."""


class PermissionDenied(ApiError):
    """403: not allowed, or stopped by a firewall in front of the service."""

    @property
    def is_firewall(self) -> bool:
        """Whether it was probably a firewall: the service itself answers in JSON."""
        return not self._answer.is_json

    def _describe(self) -> str:
        if not self.is_firewall:
            return super()._describe()
        return f"{super()._describe()} (not JSON: probably a firewall in front of the service)"


class NotFound(ApiError):
    """404: there is no such thing."""


class Conflict(ApiError):
    """409: it contradicts what is there."""


class ValidationError(ApiError):
    """422: the request is malformed, or it is well formed and refused."""

    @property
    def is_refusal(self) -> bool:
        """Whether a well-formed request was refused: no field is blamed, ``codes`` say why."""
        return set(self._answer.errors) == {""}

    def _notes(self) -> Iterator[str]:
        yield from super()._notes()
        if any(self._answer.errors):
            yield "error.locate(body) leads to these fields in the body that was sent."


class RateLimited(ApiError):
    """429: too many requests."""


class ServerError(ApiError):
    """5xx: the service failed."""


class ServiceUnavailable(ServerError):
    """503: the service cannot answer now."""


_MOST_NOTES: Final = 20

_BY_STATUS: Final[Mapping[int, type[ApiError]]] = {
    400: BadRequest,
    401: AuthenticationError,
    403: PermissionDenied,
    404: NotFound,
    409: Conflict,
    422: ValidationError,
    429: RateLimited,
    503: ServiceUnavailable,
}

_NOT_SENT: Final = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
)


def error_from_response(
    response: httpx.Response,
    *,
    secrets: Iterable[Secret] = (),
    cls: type[ApiError] | None = None,
) -> ApiError:
    """Return the error that ``response`` means, by default of the class for its status."""
    if cls is None:
        fallback = ServerError if response.status_code >= 500 else ApiError  # noqa: PLR2004
        cls = _BY_STATUS.get(response.status_code, fallback)
    return cls(response, secrets=secrets)


def error_from_httpx(
    exc: httpx.HTTPError | httpx.StreamError | httpx.InvalidURL | OSError,
    request: httpx.Request,
    *,
    secrets: Iterable[Secret] = (),
) -> TransportError:
    """Return the error that ``exc`` means. Raise it outside of the ``except`` block.

    Its ``__cause__`` is a copy of ``exc`` that holds neither the request nor a traceback:
    both carry the key, and an exception raised inside the block would keep them.
    """
    reason = scrub(str(exc), *secrets) or type(exc).__name__
    cls = (
        TimeoutError
        if isinstance(exc, (httpx.TimeoutException, builtins.TimeoutError))
        else TransportError
    )
    error = cls(
        f"{request.method} {request.url.path}: {reason}",
        request=request,
        maybe_sent=not isinstance(exc, _NOT_SENT),
    )
    error.__cause__ = _bare(exc, reason)
    return error


def _bare(exc: BaseException, reason: str) -> Exception:
    link: BaseException | None = exc
    while link is not None:  # A refused certificate stands at the end of the chain.
        if isinstance(link, ssl.SSLCertVerificationError):
            return ssl.SSLCertVerificationError(reason)
        link = link.__cause__ or link.__context__
    public = (cls for cls in type(exc).__mro__ if cls.__module__ == "httpx")
    cls: Callable[[str], Exception] = next(public, OSError)
    return cls(reason)


def _revive(
    cls: type[NovaPostError], args: tuple[object, ...], state: dict[str, Any]
) -> NovaPostError:
    error = cls.__new__(cls, *args)
    error.args = args
    error.__dict__.update(state)
    return error
