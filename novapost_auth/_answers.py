"""What an answer says: fields, messages and codes, whatever the shape of its body.

The service writes at least six shapes: ``{errors: {field: message}}``,
``{errors: {errorMessage: code}}``, ``{success: false, errors: [message]}``, ``{message}``,
``{ErrorMessage}`` and ``{error}``, values being texts, lists or nested objects. What stands
in front of it writes HTML, text or nothing. Nothing here ever raises for a body.
"""

from __future__ import annotations

import contextlib
import json
import math
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from email.utils import parsedate_to_datetime
from html import unescape
from http import HTTPStatus
from typing import Any, Final

import httpx
from attrs import frozen

from novapost_auth._secrets import MASK, Secret, redact_url, scrub

UNREAD: Final = object()  # What `read_json` returns for a body that is no JSON.

# Names under which a message belongs to no field, in lower case.
_ENVELOPE: Final = frozenset({"", "error", "errors", "errormessage", "message", "messages"})
_CODE: Final = re.compile(r"([a-z][a-z0-9]*(?:[._][a-z0-9]+)+)(?: \([^()]*\))?")
_REQUEST_ID: Final = ("x-request-id", "x-correlation-id", "request-id", "x-trace-id", "cf-ray")

_MOST_MESSAGES: Final = 200
_LONGEST_TEXT: Final = 500
_DEEPEST: Final = 16
_DAY: Final = 86_400.0


@frozen
class Answer:
    """What there is to know of an answer that is an error."""

    errors: Mapping[str, tuple[str, ...]]
    codes: tuple[str, ...]
    message: str
    is_json: bool
    retry_after: float | None
    request_id: str | None

    @classmethod
    def of(cls, response: httpx.Response) -> Answer:
        """Read ``response``, whose body has been read already."""
        body = read_json(response.content)
        is_json = body is not UNREAD
        found = list(_findings(body) if is_json else _prose(response))[:_MOST_MESSAGES]
        errors: dict[str, tuple[str, ...]] = {}
        codes: dict[str, None] = {}
        for name, text, is_code in found:
            errors[name] = (*errors.get(name, ()), *([text] if text else []))
            if is_code and text:
                codes[text] = None
            elif match := _CODE.fullmatch(text):
                codes[match[1]] = None
        lines = [
            f"{name}: {'; '.join(texts)}" if name else "; ".join(texts)
            for name, texts in errors.items()
        ]
        return cls(
            errors=errors,
            codes=tuple(codes),
            message=_line("; ".join(lines)) or _phrase(response.status_code),
            is_json=is_json,
            retry_after=_retry_after(response.headers),
            request_id=_request_id(response.headers),
        )


def read_json(content: bytes) -> Any:
    """Return the JSON value of ``content``, or ``UNREAD``."""
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        return UNREAD


def record(response: httpx.Response, secrets: Iterable[Secret] = ()) -> httpx.Response:
    """Return a copy of ``response`` that can be kept and shown: key and token are gone."""
    try:
        content = response.content
    except httpx.ResponseNotRead:
        content = b""
    secrets = tuple(secrets)

    def clean(text: str) -> str:
        return scrub(text, *secrets)

    copy = httpx.Response(
        response.status_code,
        headers=[
            (name, clean(value))
            for name, value in response.headers.multi_items()
            if name.lower() not in _UNDONE
        ],
        content=clean(content.decode("latin-1")).encode("latin-1"),
        default_encoding="utf-8",
    )
    with contextlib.suppress(RuntimeError):
        copy.request = record_request(response.request)
    with contextlib.suppress(RuntimeError):
        copy.elapsed = response.elapsed
    return copy


# Headers that the copy would be at odds with: its body is decoded and complete.
_UNDONE: Final = frozenset({"content-encoding", "content-length", "transfer-encoding"})


def record_request(request: httpx.Request) -> httpx.Request:
    """Return a copy of ``request`` without key, token and body."""
    headers = httpx.Headers(request.headers)
    for name in ("authorization", "proxy-authorization", "cookie"):
        if name in headers:
            headers[name] = MASK
    copy = httpx.Request(request.method, redact_url(str(request.url)))
    copy.headers = headers
    return copy


def _findings(
    value: Any, name: str = "", *, is_code: bool = False, depth: int = 0
) -> Iterator[tuple[str, str, bool]]:
    """Yield field, message and whether the message is a code."""
    if isinstance(value, dict) and depth < _DEEPEST:
        envelope = depth == 0 and any(str(key).lower() in _ENVELOPE for key in value)
        for key, item in value.items():
            plain = key.lower() in _ENVELOPE
            if plain or not envelope:
                inner = name if plain else f"{name}.{key}".lstrip(".")
                code = is_code or key.lower() == "errormessage"
                yield from _findings(item, inner, is_code=code, depth=depth + 1)
    elif isinstance(value, list) and depth < _DEEPEST:
        for index, item in enumerate(value):
            nested = name and isinstance(item, (dict, list))
            inner = f"{name}.{index}" if nested else name
            yield from _findings(item, inner, is_code=is_code, depth=depth + 1)
    elif value is not None or name:
        yield name, _text(value), is_code


def _text(value: Any) -> str:
    if value is None:
        return ""
    return _line(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))


def _prose(response: httpx.Response) -> Iterator[tuple[str, str, bool]]:
    text = response.text[: _LONGEST_TEXT * 20].lstrip("\ufeff \r\n\t")
    if text.startswith("<"):
        title = re.search(r"(?is)<title[^>]*>(.*?)</title>", text)
        text = title[1] if title else re.sub(r"(?s)<(script|style).*?</\1>|<[^>]*>", " ", text)
        text = unescape(text)
    if line := _line(text):
        yield "", line, False


def _line(text: str) -> str:
    text = " ".join(
        "".join(c if c.isprintable() else " " for c in text[: _LONGEST_TEXT * 2]).split()
    )
    return text if len(text) <= _LONGEST_TEXT else text[: _LONGEST_TEXT - 1] + "…"


def _phrase(status_code: int) -> str:
    try:
        return HTTPStatus(status_code).phrase
    except ValueError:
        return "Undocumented Status"


def _retry_after(headers: httpx.Headers) -> float | None:
    seconds = _number(headers.get("retry-after-ms"), 0.001)
    if seconds is None:
        seconds = _number(headers.get("retry-after"), 1.0)
    if seconds is None:
        until = _date(headers.get("retry-after"))
        if until is not None:  # By the service's own clock, so that ours may be wrong.
            now = _date(headers.get("date")) or datetime.now(until.tzinfo)
            seconds = (until - now).total_seconds()
    return None if seconds is None else min(max(seconds, 0.0), _DAY)


def _number(text: str | None, unit: float) -> float | None:
    try:
        value = float(text or "") * unit
    except ValueError:
        return None
    return None if math.isnan(value) else value


def _date(text: str | None) -> datetime | None:
    try:
        date = parsedate_to_datetime(text or "")
    except (ValueError, IndexError, TypeError, OverflowError):
        return None
    return date if date.tzinfo else None


def _request_id(headers: httpx.Headers) -> str | None:
    return next((_line(headers[name]) for name in _REQUEST_ID if name in headers), None)
