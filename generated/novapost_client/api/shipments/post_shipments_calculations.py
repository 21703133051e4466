"""POST /shipments/calculations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import read_object as _read_object
from ...outgoing import body_of as _body_of
from ...types import Request as _Request, path as _path

if TYPE_CHECKING:
    from ... import bodies as _bodies
    from ...models import Calculation, CalculationRequest


def build_request(
    body: CalculationRequest | _bodies.CalculationRequestDict,
) -> _Request[Calculation]:
    """Build the request of this operation, for a transport to send."""
    return _Request(
        operation="postShipmentsCalculations", method="POST", parse=parse_response,
        path=_path("/shipments/calculations"),
        json=_body_of(body, build_request),
    )  # fmt: skip


def parse_response(content: bytes) -> Calculation:
    """Read the body of a successful answer."""
    from ...models.calculation import Calculation

    return _read_object(Calculation, content)
