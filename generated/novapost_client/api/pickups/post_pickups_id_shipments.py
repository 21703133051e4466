"""POST /pickups/{id}/shipments."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ...model import read_object
from ...types import Request, json_ready, path

if TYPE_CHECKING:
    from ...models.pickup_shipments import PickupShipments
    from ...models.pickup_shipments_request import PickupShipmentsRequest


def build_request(
    id: int | str, body: PickupShipmentsRequest | Mapping[str, Any]
) -> Request[PickupShipments]:
    """Build the request of this operation, for a transport to send."""
    return Request(
        operation="postPickupsIdShipments",
        method="POST",
        path=path("/pickups/{id}/shipments", id=id),
        json=json_ready(body),
        parse=parse_response,
    )


def parse_response(content: bytes) -> PickupShipments:
    """Read the body of a successful answer."""
    from ...models.pickup_shipments import PickupShipments

    return read_object(PickupShipments, content)
