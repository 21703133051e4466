"""GET /shipments."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ...model import read_object
from ...types import Request, path, query

if TYPE_CHECKING:
    from ...models.shipment_page import ShipmentPage


def build_request(
    *,
    numbers: Sequence[str] | None = None,
    ids: Sequence[int | str] | None = None,
    limit: int | None = None,
    page: int | None = None,
    client_order: str | None = None,
    division_id: int | str | None = None,
) -> Request[ShipmentPage]:
    """Build the request of this operation, for a transport to send."""
    return Request(
        operation="getShipments",
        method="GET",
        path=path("/shipments"),
        params=query(
            ("numbers[]", numbers),
            ("ids[]", ids),
            ("limit", limit),
            ("page", page),
            ("clientOrder", client_order),
            ("divisionId", division_id),
        ),
        parse=parse_response,
    )


def parse_response(content: bytes) -> ShipmentPage:
    """Read the body of a successful answer."""
    from ...models.shipment_page import ShipmentPage

    return read_object(ShipmentPage, content)
