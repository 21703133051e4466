"""GET /shipments/tracking/history: its request, and the reading of its answer."""

from __future__ import annotations

import datetime as _dt
from collections.abc import Iterable as _Iterable
from typing import TYPE_CHECKING

from ... import models as _models
from ...model import read_object as _read_object
from ...types import Request as _Request, flag as _flag, path as _path, query as _query

if TYPE_CHECKING:
    from ...models import Tracking


def build_request(
    *,
    numbers: _Iterable[int | str] | None = None,
    extended: bool | None = None,
    tracking_date_from: _dt.datetime | None = None,
    tracking_date_to: _dt.datetime | None = None,
    ids: _Iterable[int | str] | None = None,
) -> _Request[Tracking]:
    return _Request(
        operation="getShipmentsTrackingHistory", method="GET", parse=parse_response,
        path=_path("/shipments/tracking/history"),
        params=_query(
            ("numbers[]", numbers), ("extended", _flag(extended)),
            ("trackingDateFrom", tracking_date_from), ("trackingDateTo", tracking_date_to),
            ("ids[]", ids),
        ),
    )  # fmt: skip


def parse_response(content: bytes) -> Tracking:
    return _read_object(_models.Tracking, content)
