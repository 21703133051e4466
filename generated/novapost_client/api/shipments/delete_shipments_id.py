"""DELETE /shipments/{id}."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import read_object as _read_object
from ...types import Request as _Request, path as _path

if TYPE_CHECKING:
    from ...models import DeletedShipment


def build_request(id: int | str) -> _Request[DeletedShipment]:
    """Build the request of this operation, for a transport to send."""
    return _Request(
        operation="deleteShipmentsId", method="DELETE", parse=parse_response,
        path=_path("/shipments/{id}", id=id),
    )  # fmt: skip


def parse_response(content: bytes) -> DeletedShipment:
    """Read the body of a successful answer."""
    from ...models.deleted_shipment import DeletedShipment

    return _read_object(DeletedShipment, content)
