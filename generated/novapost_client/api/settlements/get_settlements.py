"""GET /settlements."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ...model import read_object
from ...types import Request, path, query

if TYPE_CHECKING:
    from ...models.settlement_page import SettlementPage


def build_request(
    *,
    country_codes: Sequence[str] | None = None,
    text_search: str | None = None,
    name: str | None = None,
    limit: int | None = None,
    page: int | None = None,
) -> Request[SettlementPage]:
    """Build the request of this operation, for a transport to send."""
    return Request(
        operation="getSettlements",
        method="GET",
        path=path("/settlements"),
        params=query(
            ("countryCodes[]", country_codes),
            ("textSearch", text_search),
            ("name", name),
            ("limit", limit),
            ("page", page),
        ),
        parse=parse_response,
    )


def parse_response(content: bytes) -> SettlementPage:
    """Read the body of a successful answer."""
    from ...models.settlement_page import SettlementPage

    return read_object(SettlementPage, content)
