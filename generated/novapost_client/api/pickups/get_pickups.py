"""GET /pickups: its request, and the reading of its answer."""

from __future__ import annotations

from collections.abc import Iterable as _Iterable
from typing import TYPE_CHECKING

from ... import models as _models
from ...pages import read_page as _read_page
from ...types import Request as _Request, path as _path, query as _query, within as _within

if TYPE_CHECKING:
    from ...models import PickupPage


def build_request(
    *,
    numbers: _Iterable[int | str] | None = None,
    ids: _Iterable[int | str] | None = None,
    limit: int | None = None,
    page: int | None = None,
) -> _Request[PickupPage]:
    return _Request(
        operation="getPickups", method="GET", parse=parse_response,
        path=_path("/pickups"),
        params=_query(
            ("numbers[]", numbers), ("ids[]", ids), ("limit", _within(limit, minimum=1)),
            ("page", _within(page, minimum=1)),
        ),
    )  # fmt: skip


def parse_response(content: bytes) -> PickupPage:
    return _read_page(_models.PickupPage, content)
