from __future__ import annotations

import datetime as _dt

from ..model import Model as _Model, model as _model
from ..types import UNSET, Unset as _Unset


@_model
class TrackingStatus(_Model):
    """The current status of one shipment."""

    _json_names = {
        "created_date": "createdDate",
        "scheduled_date": "scheduledDate",
        "scheduled_date_original": "scheduledDateOriginal",
        "adjusted_date": "adjustedDate",
        "closing_date": "closingDate",
        "status_code": "statusCode",
        "status_date": "statusDate",
        "delivery_type": "deliveryType",
        "delivery_country": "deliveryCountry",
    }

    number: str | _Unset = UNSET
    """Number of the shipment."""
    created_date: _dt.datetime | None | _Unset = UNSET
    """When the shipment was created."""
    scheduled_date: _dt.datetime | None | _Unset = UNSET
    """When delivery is planned."""
    scheduled_date_original: _dt.datetime | None | _Unset = UNSET
    """When delivery was planned at first."""
    adjusted_date: _dt.datetime | None | _Unset = UNSET
    """When delivery is planned after it was moved; null if it was not."""
    closing_date: _dt.datetime | None | _Unset = UNSET
    """When the shipment was closed, after delivery; null, or a date in the year 1, if it was
    not."""
    status_code: str | _Unset = UNSET
    """Status code, such as 1 ready to ship, 4 accepted, 7 at the division, 8 in the parcel
    locker, 9 closed; others exist."""
    status: str | _Unset = UNSET
    """The status in words."""
    status_date: _dt.datetime | None | _Unset = UNSET
    """When the status was set."""
    delivery_type: str | _Unset = UNSET
    """Kind of delivery, such as Division."""
    delivery_country: str | _Unset = UNSET
    """Country of destination, ISO 3166-1 alpha-2."""
