"""What an answer says: fields, messages and codes, whatever the shape of its body.

The service writes at least six shapes: ``{errors: {field: message}}``,
``{errors: {errorMessage: code}}``, ``{success: false, errors: [message]}``, ``{message}``,
``{ErrorMessage}`` and ``{error}``, values being texts, lists or nested objects. What stands
in front of it writes HTML, text or nothing. Nothing here raises for a body.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from http import HTTPStatus
from itertools import islice
from typing import Any, Final, TypeAlias

from novapost_auth._httpx import httpx

UNREADABLE: Final = object()
"""What ``read_json`` returns for a body that is no JSON."""

# Names under which a message belongs to no field, in lower case.
_ENVELOPE: Final = frozenset({"", "error", "errors", "errormessage", "message", "messages"})
_CODE: Final = r"([a-z][a-z0-9]*(?:[._][a-z0-9]+)+)(?: \([^()]*\))?"
_REQUEST_ID: Final = ("x-request-id", "x-correlation-id", "request-id", "x-trace-id", "cf-ray")

Message: TypeAlias = tuple[str, str, bool]
"""Its field, its text, and whether that is a code."""

_MOST_MESSAGES: Final = 200
_LONGEST_LINE: Final = 500
_LONGEST_PAGE: Final = 10_000
_DEEPEST: Final = 16
_DAY: Final = 86_400.0


def read_errors(
    response: httpx.Response,
) -> tuple[dict[str, tuple[str, ...]], tuple[str, ...], bool]:
    """Return the messages by field, the codes, and whether the body, which is there, is JSON."""
    body = read_json(response.content)
    is_json = body is not UNREADABLE
    errors: dict[str, tuple[str, ...]] = {}
    codes: dict[str, None] = {}  # A set that keeps the order.
    found = _messages(body) if is_json else _prose(response)
    for field, text, is_code in islice(found, _MOST_MESSAGES):
        errors[field] = (*errors.get(field, ()), text) if text else errors.get(field, ())
        if is_code and text:
            codes[text] = None
        elif match := re.fullmatch(_CODE, text):
            codes[match[1]] = None
    return errors, tuple(codes), is_json


def read_json(content: bytes) -> Any:
    """Return the JSON value of ``content``, or ``UNREADABLE``."""
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        return UNREADABLE


def describe(errors: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """Yield one text for each field: its name, where it has one, and its messages."""
    for field, texts in errors.items():
        yield ": ".join(part for part in (field, "; ".join(texts)) if part)


def line(text: str) -> str:
    """Return ``text`` as one printable line of bounded length."""
    printable = (char if char.isprintable() else " " for char in text[: 2 * _LONGEST_LINE])
    text = " ".join("".join(printable).split())
    return text if len(text) <= _LONGEST_LINE else text[: _LONGEST_LINE - 1] + "…"


def _messages(
    value: Any, field: str = "", *, is_code: bool = False, depth: int = 0
) -> Iterator[Message]:
    if isinstance(value, dict) and depth < _DEEPEST:
        # Beside "errors" and the like stand a status or the request again: no messages.
        envelope = depth == 0 and any(key.lower() in _ENVELOPE for key in value)
        for key, item in value.items():
            name = key.lower()
            if name in _ENVELOPE:
                code = is_code or name == "errormessage"
                yield from _messages(item, field, is_code=code, depth=depth + 1)
            elif not envelope:
                inner = f"{field}.{line(key)}" if field else line(key)
                yield from _messages(item, inner, is_code=is_code, depth=depth + 1)
    elif isinstance(value, list) and depth < _DEEPEST:
        for index, item in enumerate(value):
            nested = field and isinstance(item, (dict, list))
            inner = f"{field}.{index}" if nested else field
            yield from _messages(item, inner, is_code=is_code, depth=depth + 1)
    elif isinstance(value, str):
        yield (field, line(value), is_code)
    elif value is not None:
        nested = isinstance(value, (dict, list))
        yield (field, "…" if nested else line(json.dumps(value)), is_code)
    elif field:
        yield (field, "", is_code)


def _prose(response: httpx.Response) -> Iterator[Message]:
    text = response.text[:_LONGEST_PAGE].lstrip("\ufeff \r\n\t")
    if text.startswith("<"):
        title = re.search(r"(?is)<title[^>]*>(.*?)</title", text)
        text = title[1] if title else re.sub(r"(?is)<(script|style).*?</\1>|<[^>]*>", " ", text)
        from html import unescape  # noqa: PLC0415 - pages are rare

        text = unescape(text)
    if text := line(text):
        yield ("", text, False)


def meaning(status_code: int) -> str:
    """Return what a status means by itself."""
    try:
        return HTTPStatus(status_code).phrase
    except ValueError:
        return "Unknown Status"


def retry_after_of(headers: httpx.Headers) -> float | None:
    """Return the seconds that the service asks to wait, from 0 to a day; None if it does not."""
    seconds = _number(headers.get("retry-after-ms"), unit=0.001)
    if seconds is None:
        seconds = _number(headers.get("retry-after"), unit=1.0)
    if seconds is None and (until := _date(headers.get("retry-after"))):
        # Counted from the service's own clock: ours may be wrong.
        now = _date(headers.get("date")) or datetime.now(until.tzinfo)
        seconds = (until - now).total_seconds()
    return None if seconds is None else min(max(seconds, 0.0), _DAY)


def _number(text: str | None, *, unit: float) -> float | None:
    try:
        value = float(text or "") * unit
    except ValueError:
        return None
    return None if math.isnan(value) else value


def _date(text: str | None) -> datetime | None:
    from email.utils import parsedate_to_datetime  # noqa: PLC0415 - brings half of the package

    try:
        date = parsedate_to_datetime(text or "")
    except (ValueError, IndexError, TypeError, OverflowError):
        return None
    return date if date.tzinfo else None


def request_id_of(headers: httpx.Headers) -> str | None:
    """Return the service's name for an exchange, by the headers of its answer."""
    return next((line(headers[name]) for name in _REQUEST_ID if name in headers), None)
