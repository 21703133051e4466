"""From what the wire raises to the error that it means."""

from __future__ import annotations

import builtins
import contextlib
import ssl
from collections.abc import Iterable, Iterator
from typing import Any, Final

from novapost_auth._errors.answers import line, meaning
from novapost_auth._errors.api import error_from_response
from novapost_auth._errors.base import (
    TimeoutError,  # noqa: A004 - ours is one of the built-in kind
    TransportError,
)
from novapost_auth._httpx import httpx
from novapost_auth._secrets import kept_response, record_request, scrub
from novapost_auth._wire import Message, WireFailure, library_of
from novapost_client.errors import NovaPostError
from novapost_client.shown import without_keys

# What OpenSSL and rustls say of a first byte that is none of TLS.
_NO_TLS: Final = ("WRONG_VERSION_NUMBER", "InvalidContentType")
_NO_RECORD: Final = "RECORD_LAYER_FAILURE"  # As newer OpenSSL does; later on it is another fault.


def error_from_failure(failure: WireFailure, message: Message) -> NovaPostError:
    """Return the error that ``failure`` means. Raise it outside of the ``except`` block.

    Its ``__cause__`` is a copy of what the exchange failed with that holds neither the request nor
    a traceback: both carry the key, and an exception raised inside the block would keep them.
    """
    cause, secrets = failure.cause, message.secrets()
    if (response := answered(failure)) is not None:
        return error_from_response(response, secrets=secrets)
    request = record_request(message.record(), secrets)
    chain = list(_chain(cause))
    texts = [line(scrub(_said(link), *secrets)) for link in chain]
    reason = next(filter(None, texts), type(cause).__name__)
    if _is_plain(texts, failure):
        origin = message.origin
        where = failure.where or f"{origin.host}:{origin.port}"
        reason = f"the server at {where} speaks plain HTTP, and no TLS ({reason})"
    elif failure.where:
        reason += f" ({failure.where})"
    error = (TimeoutError if _is_late(cause) else TransportError)(
        f"{request.method} {without_keys(request.url.path)}: {reason}",
        request=request,
        maybe_sent=failure.handed_over,
    )
    if any(isinstance(link, ssl.SSLCertVerificationError) for link in chain):
        error.__cause__ = ssl.SSLCertVerificationError(1, reason)
    else:
        error.__cause__ = _bare(cause, reason)
    return error


def answered(failure: WireFailure) -> httpx.Response | None:
    """Return the answer that a hook threw away by ``raise_for_status``; None if none did."""
    error: Any = failure.cause
    if not library_of(error, "HTTPStatusError"):
        return None
    response = error.response
    try:
        content = response.content
    except Exception:  # noqa: BLE001 - each library has its own for a body that was not read
        content = b""
    return kept_response(response.status_code, response.headers.raw, content)


def _said(exc: BaseException) -> str:
    """Return the text of an exception. What a proxy answered with may repeat its password."""
    text = str(exc)
    if library_of(exc, "ProxyError") and text[:3].isdecimal():
        return f"the proxy answered {text[:3]} {meaning(int(text[:3]))}"
    return text


def _is_plain(texts: Iterable[str], failure: WireFailure) -> bool:
    """Tell whether what answered to the beginning of TLS was none, whichever library says so."""
    marks = _NO_TLS if failure.handed_over else (*_NO_TLS, _NO_RECORD)
    return any(mark in text for text in texts for mark in marks)


def _is_late(exc: Exception) -> bool:
    return isinstance(exc, builtins.TimeoutError) or bool(library_of(exc, "TimeoutException"))


def _bare(exc: Exception, reason: str) -> Exception:
    """Return an exception of the same kind that holds ``reason`` and nothing else."""
    for cls in type(exc).__mro__:
        if cls.__module__.partition(".")[0] in ("httpx", "httpx2", "builtins"):
            with contextlib.suppress(Exception):  # Some take more than a text, or none.
                bare = cls(reason)
                if isinstance(bare, Exception):
                    return bare
    return RuntimeError(reason)


def _chain(exc: BaseException | None) -> Iterator[BaseException]:
    while exc is not None:
        yield exc
        exc = exc.__cause__ or exc.__context__
