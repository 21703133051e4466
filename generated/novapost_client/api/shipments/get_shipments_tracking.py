"""GET /shipments/tracking: its request, and the reading of its answer."""

from __future__ import annotations

import datetime as _dt
from collections.abc import Iterable as _Iterable
from typing import TYPE_CHECKING

from ... import models as _models
from ...model import read_object as _read_object
from ...types import Request as _Request, flag as _flag, path as _path, query as _query

if TYPE_CHECKING:
    from ...models import TrackingDetails


def build_request(
    *,
    numbers: _Iterable[int | str] | None = None,
    ids: _Iterable[int | str] | None = None,
    with_undelivery_reason: bool | None = None,
    with_created_on_the_basis: bool | None = None,
    country_code: str | None = None,
    external: bool | None = None,
    tracking_date_from: _dt.datetime | None = None,
    tracking_date_to: _dt.datetime | None = None,
) -> _Request[TrackingDetails]:
    return _Request(
        operation="getShipmentsTracking", method="GET", parse=parse_response,
        path=_path("/shipments/tracking"),
        params=_query(
            ("numbers[]", numbers), ("ids[]", ids),
            ("withUndeliveryReason", _flag(with_undelivery_reason)),
            ("withCreatedOnTheBasis", _flag(with_created_on_the_basis)),
            ("countryCode", country_code), ("external", _flag(external)),
            ("trackingDateFrom", tracking_date_from), ("trackingDateTo", tracking_date_to),
        ),
    )  # fmt: skip


def parse_response(content: bytes) -> TrackingDetails:
    return _read_object(_models.TrackingDetails, content)
