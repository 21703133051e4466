"""GET /divisions: its request, and the reading of its answer."""

from __future__ import annotations

from collections.abc import Iterable as _Iterable
from typing import TYPE_CHECKING

from ... import models as _models
from ...pages import read_page as _read_page
from ...types import (
    Request as _Request,
    flag as _flag,
    path as _path,
    query as _query,
    within as _within,
)

if TYPE_CHECKING:
    from ...models import CountryCode, DivisionCategory, DivisionPage, DivisionStatus


def build_request(
    *,
    country_codes: _Iterable[CountryCode | str] | None = None,
    limit: int | None = None,
    page: int | None = None,
    settlement_ids: _Iterable[int | str] | None = None,
    division_categories: _Iterable[DivisionCategory | str] | None = None,
    statuses: _Iterable[DivisionStatus | str] | None = None,
    prohibited_sending: bool | None = None,
    prohibited_issuance: bool | None = None,
    latitude: float | None = None,
    longitude: float | None = None,
    name: str | None = None,
    text_search: str | None = None,
    ids: _Iterable[int | str] | None = None,
) -> _Request[DivisionPage]:
    return _Request(
        operation="getDivisions", method="GET", parse=parse_response,
        path=_path("/divisions"),
        params=_query(
            ("countryCodes[]", country_codes), ("limit", _within(limit, minimum=1)),
            ("page", _within(page, minimum=1)), ("settlementIds[]", settlement_ids),
            ("divisionCategories[]", division_categories), ("statuses[]", statuses),
            ("prohibitedSending", _flag(prohibited_sending)),
            ("prohibitedIssuance", _flag(prohibited_issuance)),
            ("latitude", _within(latitude, minimum=-90, maximum=90)),
            ("longitude", _within(longitude, minimum=-180, maximum=180)), ("name", name),
            ("textSearch", text_search), ("ids[]", ids),
        ),
    )  # fmt: skip


def parse_response(content: bytes) -> DivisionPage:
    return _read_page(_models.DivisionPage, content)
