"""GET /dictionary/measurements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import read_object
from ...types import Request, path, query

if TYPE_CHECKING:
    from ...models.measurement_page import MeasurementPage


def build_request(*, limit: int | None = None, page: int | None = None) -> Request[MeasurementPage]:
    """Build the request of this operation, for a transport to send."""
    return Request(
        operation="getDictionaryMeasurements",
        method="GET",
        path=path("/dictionary/measurements"),
        params=query(("limit", limit), ("page", page)),
        parse=parse_response,
    )


def parse_response(content: bytes) -> MeasurementPage:
    """Read the body of a successful answer."""
    from ...models.measurement_page import MeasurementPage

    return read_object(MeasurementPage, content)
