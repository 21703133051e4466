"""GET /shipments/{shipmentNumber}/attachments/{fileId}."""

from __future__ import annotations

from ...types import Request as _Request, path as _path


def build_request(shipment_number: str, file_id: str) -> _Request[bytes]:
    """Build the request of this operation, for a transport to send."""
    return _Request(
        operation="getShipmentsShipmentNumberAttachmentsFileId", method="GET",
        parse=parse_response, accept="application/pdf, image/jpeg, image/png",
        path=_path(
            "/shipments/{shipment_number}/attachments/{file_id}", shipment_number=shipment_number,
            file_id=file_id,
        ),
    )  # fmt: skip


def parse_response(content: bytes) -> bytes:
    """Read the body of a successful answer."""
    return content
