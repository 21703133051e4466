"""GET /dictionary/currencies: its request, and the reading of its answer."""

from __future__ import annotations

from collections.abc import Iterable as _Iterable
from typing import TYPE_CHECKING

from ... import models as _models
from ...pages import read_page as _read_page
from ...types import Request as _Request, path as _path, query as _query, within as _within

if TYPE_CHECKING:
    from ...models import CurrencyPage


def build_request(
    *, limit: int | None = None, page: int | None = None, codes: _Iterable[int | str] | None = None
) -> _Request[CurrencyPage]:
    return _Request(
        operation="getDictionaryCurrencies", method="GET", parse=parse_response,
        path=_path("/dictionary/currencies"),
        params=_query(
            ("limit", _within(limit, minimum=1)), ("page", _within(page, minimum=1)),
            ("codes[]", codes),
        ),
    )  # fmt: skip


def parse_response(content: bytes) -> CurrencyPage:
    return _read_page(_models.CurrencyPage, content)
