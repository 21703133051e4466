"""Copies of an exchange that can be kept, shown and pickled: key, token and body sent are gone."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable
from string import printable
from typing import Final, TypeAlias

from novapost_auth._httpx import httpx
from novapost_auth._secrets.scrub import scrub
from novapost_auth._secrets.secret import MASK, Secret, redact_url

Pair: TypeAlias = tuple[bytes, bytes]

# The copy's body is decoded and complete; these would contradict it.
_UNDONE: Final = frozenset({b"content-encoding", b"content-length", b"transfer-encoding"})
_LARGEST: Final = 256_000  # Bytes. What is longer takes a second to look through, and says no more.
_PLACE: Final = r"(?s)(\w+://[^/?#]*/?)(.*)"
_CREDENTIAL: Final = (
    "(?i)auth|cookie|token|secret|passw|credential|signature|session|jwt|api-?key|(?:^|[-_])key"
)


def record_response(response: httpx.Response, secrets: Iterable[Secret] = ()) -> httpx.Response:
    """Copy ``response``, replacing ``secrets`` that it repeats. A body not read is left out.

    Of a body that is very long the beginning is kept.
    """
    secrets = tuple(secrets)
    try:
        content = response.content
    except httpx.ResponseNotRead:
        content = b""
    headers = [
        (_clean(name, secrets), _clean(value, secrets)) for name, value in response.headers.raw
    ]
    copy = kept_response(response.status_code, headers, _clean(content[:_LARGEST], secrets))
    copy.default_encoding = response.default_encoding
    if (text := _other_reading(copy)) is not None:
        kind = copy.headers["Content-Type"].partition(";")[0]
        copy.headers["Content-Type"] = f"{kind}; charset=utf-8"
        text = scrub(text, *secrets)
        copy = kept_response(copy.status_code, copy.headers.raw, text.encode("utf-8", "replace"))
    with contextlib.suppress(RuntimeError):  # A response made by hand has no request.
        copy.request = record_request(response.request, secrets)
    with contextlib.suppress(RuntimeError):
        copy.elapsed = response.elapsed
    return copy


def _other_reading(response: httpx.Response) -> str | None:
    """Return the text of a body that the charset of its header reads otherwise than its bytes."""
    charset = response.charset_encoding or "utf-8"
    try:
        is_other = printable.encode().decode(charset, "replace") != printable
        return response.content.decode(charset, "replace") if is_other else None
    except Exception:  # noqa: BLE001 - a codec that is none of texts raises what it likes
        return None  # Nobody reads it so.


def kept_response(
    status: int, headers: Iterable[Pair], content: bytes, request: httpx.Request | None = None
) -> httpx.Response:
    """Make a response of a decoded body, whose text can be read whatever charset its header names.

    Headers are bytes, which need not be ASCII.
    """
    headers = [(name, value) for name, value in headers if name.lower() not in _UNDONE]
    response = httpx.Response(status, headers=headers, content=content, request=request)
    charset = response.charset_encoding
    try:
        if charset is not None:
            response.content.decode(charset, "replace")
    except Exception:  # noqa: BLE001 - a codec that is none of texts raises what it likes
        response.encoding = "utf-8"
    return response


def record_request(request: httpx.Request, secrets: Iterable[Secret] = ()) -> httpx.Request:
    """Copy ``request`` without its body, its credentials, and ``secrets`` wherever they stand."""
    secrets = tuple(secrets)
    headers = masked_headers(request.headers.raw, secrets)
    url = redact_url(str(request.url))
    if place := re.match(_PLACE, url):  # Which host it was is no secret, and worth to know.
        url = place[1] + scrub(place[2], *secrets)
    return masked_request(request.method, url, headers)


def masked_request(method: str, url: str, headers: Iterable[Pair]) -> httpx.Request:
    """Make a request that can be kept: without credentials, and without the key in its URL."""
    return httpx.Request(
        method,
        redact_url(url),
        headers=[
            (name, MASK.encode() if is_credential(name.decode("latin-1")) else value)
            for name, value in headers
        ],
    )


def masked_headers(headers: Iterable[Pair], secrets: tuple[Secret, ...]) -> list[Pair]:
    """Return ``headers`` without credentials, and without ``secrets`` wherever they stand."""
    return [
        (name, MASK.encode() if is_credential(name.decode("latin-1")) else _clean(value, secrets))
        for name, value in headers
    ]


def is_credential(name: str) -> bool:
    """Tell whether the value of a header that is called ``name`` must not be shown."""
    return re.search(_CREDENTIAL, name) is not None


def _clean(data: bytes, secrets: tuple[Secret, ...]) -> bytes:
    return scrub(data.decode("latin-1"), *secrets).encode("latin-1")  # Any byte goes both ways.
