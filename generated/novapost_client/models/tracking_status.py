from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from ..model import Model, model
from ..types import UNSET, AsText, Unset


@model
class TrackingStatus(Model):
    """The current status of one shipment."""

    _json_names: ClassVar = {
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

    number: str | Unset = UNSET
    """Number of the shipment."""
    created_date: datetime | None | Unset = UNSET
    """When the shipment was created."""
    scheduled_date: datetime | None | Unset = UNSET
    """When delivery is planned."""
    scheduled_date_original: datetime | None | Unset = UNSET
    """When delivery was planned at first."""
    adjusted_date: datetime | None | Unset = UNSET
    """When delivery is planned after it was moved; null if it was not."""
    closing_date: datetime | None | Unset = UNSET
    """When the shipment was closed, after delivery; null, or a date in the year 1, if it was
    not."""
    status_code: AsText | Unset = UNSET
    """Status code, such as 1 ready to ship, 4 accepted, 7 at the division, 8 in the parcel
    locker, 9 closed; others exist."""
    status: str | Unset = UNSET
    """The status in words."""
    status_date: datetime | None | Unset = UNSET
    """When the status was set."""
    delivery_type: str | Unset = UNSET
    """Kind of delivery, such as Division."""
    delivery_country: str | Unset = UNSET
    """Country of destination, ISO 3166-1 alpha-2."""
