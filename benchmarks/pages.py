"""Pages of divisions, as the service would send them."""

from __future__ import annotations

import json
from functools import cache
from itertools import cycle
from typing import Any

from novapost_auth import NovaPost
from novapost_auth.testing import FakeNovaPost


@cache
def _records() -> list[dict[str, Any]]:
    fake = FakeNovaPost()
    with NovaPost(fake.api_key, transport=fake.transport, language="uk") as novapost:
        return [division.to_dict() for division in novapost.divisions.find_all(limit=100)]


@cache
def page(size: int, *, number: int = 1, pages: int = 1) -> bytes:
    """Return a page of ``size`` divisions, no two of them alike on all pages."""
    first = 1 + size * (number - 1)
    items = [
        record
        | {
            "id": number,
            "externalId": f"X-{number}",
            "name": f"{record['name']} №{number}",
            "address": f"{record['address']}/{number}",
        }
        for number, record in zip(range(first, first + size), cycle(_records()), strict=False)
    ]
    found = {"current_page": number, "last_page": pages, "per_page": size, "total": size * pages}
    body = {**found, "from": first, "to": first + size - 1, "items": items}
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()


_CURRENCIES = (
    ("EUR", "978", "Euro", "€"),
    ("PLN", "985", "Polish zloty", "zł"),
    ("UAH", "980", "Hryvnia", "₴"),
)

SMALL = json.dumps(
    {
        "current_page": 1,
        "last_page": 1,
        "per_page": 3,
        "total": 3,
        "items": [
            {"code": code, "numCode": number, "name": name, "shortName": code, "symbol": symbol}
            for code, number, name, symbol in _CURRENCIES
        ],
    }
).encode()
"""A small answer: a page of three currencies."""
