"""POST /shipments/calculations."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ...model import read_object
from ...types import Request, json_ready, path

if TYPE_CHECKING:
    from ...models.calculation import Calculation
    from ...models.calculation_request import CalculationRequest


def build_request(body: CalculationRequest | Mapping[str, Any]) -> Request[Calculation]:
    """Build the request of this operation, for a transport to send."""
    return Request(
        operation="postShipmentsCalculations",
        method="POST",
        path=path("/shipments/calculations"),
        json=json_ready(body),
        parse=parse_response,
    )


def parse_response(content: bytes) -> Calculation:
    """Read the body of a successful answer."""
    from ...models.calculation import Calculation

    return read_object(Calculation, content)
