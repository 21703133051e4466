from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from ..model import Model, model
from ..types import UNSET, AsText, Unset


@model
class TrackingDetailsEvent(Model):
    """One event on the way of a shipment."""

    _json_names: ClassVar = {
        "event_status": "eventStatus",
        "country_code": "countryCode",
        "division_name": "divisionName",
        "settlement_name": "settlementName",
        "event_name": "eventName",
    }

    number: str | Unset = UNSET
    """Number of the shipment."""
    date: datetime | None | Unset = UNSET
    """When it happens or happened; null, or a date in the year 1, if not known."""
    event: str | Unset = UNSET
    """Kind of the event, such as Arrival, LoadingCourier or ReceivedWarehouse."""
    event_status: str | Unset = UNSET
    """Passed, Now or Future; may be written in small letters."""
    country_code: str | None | Unset = UNSET
    """Country, ISO 3166-1 alpha-2."""
    code: AsText | Unset = UNSET
    """Status code, as in statusCode of the current status."""
    division_name: str | Unset = UNSET
    """Division the event takes place at; may be empty."""
    settlement_name: str | Unset = UNSET
    """Settlement the event takes place in; may be empty."""
    event_name: str | Unset = UNSET
    """Name of the event for readers."""
