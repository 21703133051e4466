"""GET /shipments/tracking/history."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from ...model import read_object
from ...types import Request, path, query

if TYPE_CHECKING:
    from ...models.tracking import Tracking


def build_request(
    *,
    numbers: Sequence[str] | None = None,
    extended: bool | None = None,
    tracking_date_from: datetime | None = None,
    tracking_date_to: datetime | None = None,
    ids: Sequence[int | str] | None = None,
) -> Request[Tracking]:
    """Build the request of this operation, for a transport to send."""
    return Request(
        operation="getShipmentsTrackingHistory",
        method="GET",
        path=path("/shipments/tracking/history"),
        params=query(
            ("numbers[]", numbers),
            ("extended", extended),
            ("trackingDateFrom", tracking_date_from),
            ("trackingDateTo", tracking_date_to),
            ("ids[]", ids),
        ),
        parse=parse_response,
    )


def parse_response(content: bytes) -> Tracking:
    """Read the body of a successful answer."""
    from ...models.tracking import Tracking

    return read_object(Tracking, content)
