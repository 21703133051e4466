"""GET /shipments/tracking."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from ...model import read_object
from ...types import Request, path, query

if TYPE_CHECKING:
    from ...models.tracking_details import TrackingDetails


def build_request(
    *,
    numbers: Sequence[str] | None = None,
    ids: Sequence[int | str] | None = None,
    with_undelivery_reason: bool | None = None,
    with_created_on_the_basis: bool | None = None,
    country_code: str | None = None,
    external: bool | None = None,
    tracking_date_from: datetime | None = None,
    tracking_date_to: datetime | None = None,
) -> Request[TrackingDetails]:
    """Build the request of this operation, for a transport to send."""
    return Request(
        operation="getShipmentsTracking",
        method="GET",
        path=path("/shipments/tracking"),
        params=query(
            ("numbers[]", numbers),
            ("ids[]", ids),
            ("withUndeliveryReason", with_undelivery_reason),
            ("withCreatedOnTheBasis", with_created_on_the_basis),
            ("countryCode", country_code),
            ("external", external),
            ("trackingDateFrom", tracking_date_from),
            ("trackingDateTo", tracking_date_to),
        ),
        parse=parse_response,
    )


def parse_response(content: bytes) -> TrackingDetails:
    """Read the body of a successful answer."""
    from ...models.tracking_details import TrackingDetails

    return read_object(TrackingDetails, content)
