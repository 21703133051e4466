"""DELETE /pickups/{id}/shipments."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ...model import read_object
from ...types import Request, json_ready, path

if TYPE_CHECKING:
    from ...models.pickup_shipments_removal import PickupShipmentsRemoval
    from ...models.removed_pickup_shipments import RemovedPickupShipments


def build_request(
    id: int | str, body: PickupShipmentsRemoval | Mapping[str, Any]
) -> Request[RemovedPickupShipments]:
    """Build the request of this operation, for a transport to send."""
    return Request(
        operation="deletePickupsIdShipments",
        method="DELETE",
        path=path("/pickups/{id}/shipments", id=id),
        json=json_ready(body),
        parse=parse_response,
    )


def parse_response(content: bytes) -> RemovedPickupShipments:
    """Read the body of a successful answer."""
    from ...models.removed_pickup_shipments import RemovedPickupShipments

    return read_object(RemovedPickupShipments, content)
