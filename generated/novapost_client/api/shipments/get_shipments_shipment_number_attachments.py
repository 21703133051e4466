"""GET /shipments/{shipmentNumber}/attachments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import read_list
from ...types import Request, path

if TYPE_CHECKING:
    from ...models.attachment import Attachment


def build_request(shipment_number: str) -> Request[list[Attachment]]:
    """Build the request of this operation, for a transport to send."""
    return Request(
        operation="getShipmentsShipmentNumberAttachments",
        method="GET",
        path=path("/shipments/{shipment_number}/attachments", shipment_number=shipment_number),
        parse=parse_response,
    )


def parse_response(content: bytes) -> list[Attachment]:
    """Read the body of a successful answer."""
    from ...models.attachment import Attachment

    return read_list(Attachment, content)
