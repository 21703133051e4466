"""PUT /pickups/{id}."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ...model import read_object
from ...types import Request, json_ready, path

if TYPE_CHECKING:
    from ...models.pickup_update import PickupUpdate
    from ...models.updated_pickup import UpdatedPickup


def build_request(id: int | str, body: PickupUpdate | Mapping[str, Any]) -> Request[UpdatedPickup]:
    """Build the request of this operation, for a transport to send."""
    return Request(
        operation="putPickupsId",
        method="PUT",
        path=path("/pickups/{id}", id=id),
        json=json_ready(body),
        parse=parse_response,
    )


def parse_response(content: bytes) -> UpdatedPickup:
    """Read the body of a successful answer."""
    from ...models.updated_pickup import UpdatedPickup

    return read_object(UpdatedPickup, content)
