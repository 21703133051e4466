"""POST /pickups."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ...model import read_object
from ...types import Request, json_ready, path

if TYPE_CHECKING:
    from ...models.created_pickup import CreatedPickup
    from ...models.pickup_request import PickupRequest


def build_request(body: PickupRequest | Mapping[str, Any]) -> Request[CreatedPickup]:
    """Build the request of this operation, for a transport to send."""
    return Request(
        operation="postPickups",
        method="POST",
        path=path("/pickups"),
        json=json_ready(body),
        parse=parse_response,
    )


def parse_response(content: bytes) -> CreatedPickup:
    """Read the body of a successful answer."""
    from ...models.created_pickup import CreatedPickup

    return read_object(CreatedPickup, content)
