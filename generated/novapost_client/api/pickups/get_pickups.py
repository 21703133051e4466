"""GET /pickups."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ...model import read_object
from ...types import Request, path, query

if TYPE_CHECKING:
    from ...models.pickup_page import PickupPage


def build_request(
    *,
    numbers: Sequence[str] | None = None,
    ids: Sequence[int | str] | None = None,
    limit: int | None = None,
    page: int | None = None,
) -> Request[PickupPage]:
    """Build the request of this operation, for a transport to send."""
    return Request(
        operation="getPickups",
        method="GET",
        path=path("/pickups"),
        params=query(("numbers[]", numbers), ("ids[]", ids), ("limit", limit), ("page", page)),
        parse=parse_response,
    )


def parse_response(content: bytes) -> PickupPage:
    """Read the body of a successful answer."""
    from ...models.pickup_page import PickupPage

    return read_object(PickupPage, content)
