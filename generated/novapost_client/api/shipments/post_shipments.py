"""POST /shipments."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ...model import read_object
from ...types import Request, json_ready, path

if TYPE_CHECKING:
    from ...models.created_shipment import CreatedShipment
    from ...models.shipment_request import ShipmentRequest


def build_request(body: ShipmentRequest | Mapping[str, Any]) -> Request[CreatedShipment]:
    """Build the request of this operation, for a transport to send."""
    return Request(
        operation="postShipments",
        method="POST",
        path=path("/shipments"),
        json=json_ready(body),
        parse=parse_response,
    )


def parse_response(content: bytes) -> CreatedShipment:
    """Read the body of a successful answer."""
    from ...models.created_shipment import CreatedShipment

    return read_object(CreatedShipment, content)
