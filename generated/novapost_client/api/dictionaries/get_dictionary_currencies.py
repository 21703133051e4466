"""GET /dictionary/currencies."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ...model import read_object
from ...types import Request, path, query

if TYPE_CHECKING:
    from ...models.currency_page import CurrencyPage


def build_request(
    *, limit: int | None = None, page: int | None = None, codes: Sequence[str] | None = None
) -> Request[CurrencyPage]:
    """Build the request of this operation, for a transport to send."""
    return Request(
        operation="getDictionaryCurrencies",
        method="GET",
        path=path("/dictionary/currencies"),
        params=query(("limit", limit), ("page", page), ("codes[]", codes)),
        parse=parse_response,
    )


def parse_response(content: bytes) -> CurrencyPage:
    """Read the body of a successful answer."""
    from ...models.currency_page import CurrencyPage

    return read_object(CurrencyPage, content)
