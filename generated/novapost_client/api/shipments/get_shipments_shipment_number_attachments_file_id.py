"""GET /shipments/{shipmentNumber}/attachments/{fileId}: its request, and the reading of its
answer."""

from __future__ import annotations

from ...types import Request as _Request, path as _path


def build_request(shipment_number: str, file_id: str) -> _Request[bytes]:
    return _Request(
        operation="getShipmentsShipmentNumberAttachmentsFileId", method="GET",
        parse=parse_response, accept="application/pdf, image/jpeg, image/png",
        path=_path(
            "/shipments/{shipment_number}/attachments/{file_id}", shipment_number=shipment_number,
            file_id=file_id,
        ),
    )  # fmt: skip


def parse_response(content: bytes) -> bytes:
    return content
