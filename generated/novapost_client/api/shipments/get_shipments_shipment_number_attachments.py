"""GET /shipments/{shipmentNumber}/attachments: its request, and the reading of its answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ... import models as _models
from ...model import read_list as _read_list
from ...types import Request as _Request, path as _path

if TYPE_CHECKING:
    from ...models import Attachment


def build_request(shipment_number: str) -> _Request[list[Attachment]]:
    return _Request(
        operation="getShipmentsShipmentNumberAttachments", method="GET", parse=parse_response,
        path=_path("/shipments/{shipment_number}/attachments", shipment_number=shipment_number),
    )  # fmt: skip


def parse_response(content: bytes) -> list[Attachment]:
    return _read_list(_models.Attachment, content)
