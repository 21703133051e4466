"""GET /registry: its request, and the reading of its answer."""

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
    from ...models import RegisterPage


def build_request(
    *,
    ids: _Iterable[int | str] | None = None,
    numbers: _Iterable[int | str] | None = None,
    settlement_ids: _Iterable[int | str] | None = None,
    created_at_from: str | None = None,
    created_at_to: str | None = None,
    page: int | None = None,
    limit: int | None = None,
    is_eu_registry: bool | None = None,
    with_shipments_info: bool | None = None,
) -> _Request[RegisterPage]:
    return _Request(
        operation="getRegistry", method="GET", parse=parse_response,
        path=_path("/registry"),
        params=_query(
            ("ids[]", ids), ("numbers[]", numbers), ("settlementIds[]", settlement_ids),
            ("createdAtFrom", created_at_from), ("createdAtTo", created_at_to),
            ("page", _within(page, minimum=1)), ("limit", _within(limit, minimum=1)),
            ("isEURegistry", _flag(is_eu_registry)),
            ("withShipmentsInfo", _flag(with_shipments_info)),
        ),
    )  # fmt: skip


def parse_response(content: bytes) -> RegisterPage:
    return _read_page(_models.RegisterPage, content)
