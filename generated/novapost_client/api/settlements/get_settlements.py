"""GET /settlements: its request, and the reading of its answer."""

from __future__ import annotations

from collections.abc import Iterable as _Iterable
from typing import TYPE_CHECKING

from ... import models as _models
from ...pages import read_page as _read_page
from ...types import Request as _Request, path as _path, query as _query, within as _within

if TYPE_CHECKING:
    from ...models import SettlementPage


def build_request(
    *,
    country_codes: _Iterable[int | str] | None = None,
    text_search: str | None = None,
    name: str | None = None,
    limit: int | None = None,
    page: int | None = None,
) -> _Request[SettlementPage]:
    return _Request(
        operation="getSettlements", method="GET", parse=parse_response,
        path=_path("/settlements"),
        params=_query(
            ("countryCodes[]", country_codes), ("textSearch", text_search), ("name", name),
            ("limit", _within(limit, minimum=1)), ("page", _within(page, minimum=1)),
        ),
    )  # fmt: skip


def parse_response(content: bytes) -> SettlementPage:
    return _read_page(_models.SettlementPage, content)
