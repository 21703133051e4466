"""DELETE /registry/{id}/shipments."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ...model import read_object
from ...types import Request, json_ready, path

if TYPE_CHECKING:
    from ...models.register import Register
    from ...models.register_shipments_update import RegisterShipmentsUpdate


def build_request(id: str, body: RegisterShipmentsUpdate | Mapping[str, Any]) -> Request[Register]:
    """Build the request of this operation, for a transport to send."""
    return Request(
        operation="deleteRegistryIdShipments",
        method="DELETE",
        path=path("/registry/{id}/shipments", id=id),
        json=json_ready(body),
        parse=parse_response,
    )


def parse_response(content: bytes) -> Register:
    """Read the body of a successful answer."""
    from ...models.register import Register

    return read_object(Register, content)
