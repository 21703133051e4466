"""From what httpx returns or raises to the error that it means."""

from __future__ import annotations

import builtins
import ssl
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

import httpx

from novapost_auth._errors.answers import line
from novapost_auth._errors.api import (
    ApiError,
    AuthenticationError,
    BadRequest,
    Conflict,
    NotFound,
    PermissionDenied,
    RateLimited,
    ServerError,
    ServiceUnavailable,
    ValidationError,
)
from novapost_auth._errors.base import (
    TimeoutError,  # noqa: A004 - ours is one of the built-in kind
    TransportError,
)
from novapost_auth._secrets import Secret, scrub

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
    chain = list(_chain(exc))
    texts = (line(scrub(str(link), *secrets)) for link in chain)
    reason = next(filter(None, texts), type(exc).__name__)
    too_late = isinstance(exc, (httpx.TimeoutException, builtins.TimeoutError))
    error = (TimeoutError if too_late else TransportError)(
        f"{request.method} {request.url.path}: {reason}",
        request=request,
        maybe_sent=not isinstance(exc, _NOT_SENT),
    )
    if any(isinstance(link, ssl.SSLCertVerificationError) for link in chain):
        error.__cause__ = ssl.SSLCertVerificationError(reason)
    else:
        cls: Any = next((cls for cls in type(exc).__mro__ if cls.__module__ == "httpx"), OSError)
        if issubclass(cls, httpx.StreamError):  # Each kind has a text of its own, and takes none.
            cls = httpx.StreamError
        error.__cause__ = cls(reason)
    return error


def _chain(exc: BaseException | None) -> Iterator[BaseException]:
    while exc is not None:
        yield exc
        exc = exc.__cause__ or exc.__context__
