"""Copies of an exchange that can be kept, shown and pickled: key, token and body sent are gone."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable
from typing import Final

from novapost_auth._httpx import httpx
from novapost_auth._secrets.secret import MASK, Secret, redact_url, scrub

# The copy's body is decoded and complete; these would contradict it.
_UNDONE: Final = frozenset({"content-encoding", "content-length", "transfer-encoding"})
_CREDENTIAL: Final = re.compile(
    "(?i)auth|cookie|token|secret|passw|credential|signature|session|jwt|api-?key|(?:^|[-_])key"
)


def record_response(response: httpx.Response, secrets: Iterable[Secret] = ()) -> httpx.Response:
    """Copy ``response``, replacing ``secrets`` that it repeats. A body not read is left out."""
    secrets = tuple(secrets)
    try:
        content = response.content
    except httpx.ResponseNotRead:
        content = b""
    copy = httpx.Response(
        response.status_code,
        headers=[
            (name, _clean(value, secrets)) for name, value in settled_headers(response.headers.raw)
        ],
        content=_clean(content, secrets),
        default_encoding=response.default_encoding,
    )
    with contextlib.suppress(RuntimeError):  # A response made by hand has no request.
        copy.request = record_request(response.request)
    with contextlib.suppress(RuntimeError):
        copy.elapsed = response.elapsed
    return legible(copy)


def legible(response: httpx.Response) -> httpx.Response:
    """Return ``response``, made so that its text can be read whatever charset its header names."""
    charset = response.charset_encoding
    try:
        if charset is not None:
            response.content.decode(charset, "replace")
    except Exception:  # noqa: BLE001 - a codec that is none of texts raises what it likes
        response.encoding = "utf-8"
    return response


def record_request(request: httpx.Request) -> httpx.Request:
    """Copy ``request`` without its body, its credentials and the key in its URL."""
    copy = httpx.Request(request.method, redact_url(str(request.url)))
    copy.headers = request.headers.copy()
    for name in filter(is_credential, copy.headers):
        copy.headers[name] = MASK
    return copy


def is_credential(name: str) -> bool:
    """Tell whether the value of a header that is called ``name`` must not be shown."""
    return _CREDENTIAL.search(name) is not None


def settled_headers(raw: Iterable[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """Return the headers for a copy with a decoded body: as bytes, which need not be ASCII."""
    return [(name, value) for name, value in raw if name.lower().decode("latin-1") not in _UNDONE]


def _clean(data: bytes, secrets: tuple[Secret, ...]) -> bytes:
    return scrub(data.decode("latin-1"), *secrets).encode("latin-1")  # Any byte goes both ways.
