"""POST /shipments/light-return."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ...model import read_dict
from ...types import Request, json_ready, path

if TYPE_CHECKING:
    from ...models.light_return_request import LightReturnRequest


def build_request(body: LightReturnRequest | Mapping[str, Any]) -> Request[dict[str, Any]]:
    """Build the request of this operation, for a transport to send."""
    return Request(
        operation="postShipmentsLightReturn",
        method="POST",
        path=path("/shipments/light-return"),
        json=json_ready(body),
        parse=parse_response,
    )


def parse_response(content: bytes) -> dict[str, Any]:
    """Read the body of a successful answer."""
    return read_dict(content)
