"""PUT /shipments/{id}."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ...model import read_object
from ...types import Request, json_ready, path

if TYPE_CHECKING:
    from ...models.shipment_update import ShipmentUpdate
    from ...models.updated_shipment import UpdatedShipment


def build_request(
    id: int | str, body: ShipmentUpdate | Mapping[str, Any]
) -> Request[UpdatedShipment]:
    """Build the request of this operation, for a transport to send."""
    return Request(
        operation="putShipmentsId",
        method="PUT",
        path=path("/shipments/{id}", id=id),
        json=json_ready(body),
        parse=parse_response,
    )


def parse_response(content: bytes) -> UpdatedShipment:
    """Read the body of a successful answer."""
    from ...models.updated_shipment import UpdatedShipment

    return read_object(UpdatedShipment, content)
