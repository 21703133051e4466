from __future__ import annotations

import datetime as _dt

from ..model import Model as _Model, model as _model
from ..types import UNSET, Unset as _Unset


@_model
class TrackingDetailsEvent(_Model):
    """One event on the way of a shipment."""

    _json_names = {
        "event_status": "eventStatus",
        "country_code": "countryCode",
        "division_name": "divisionName",
        "settlement_name": "settlementName",
        "event_name": "eventName",
    }

    number: str | _Unset = UNSET
    """Number of the shipment."""
    date: _dt.datetime | None | _Unset = UNSET
    """When it happens or happened; null, or a date in the year 1, if not known."""
    event: str | _Unset = UNSET
    """Kind of the event, such as Arrival, LoadingCourier or ReceivedWarehouse."""
    event_status: str | _Unset = UNSET
    """Passed, Now or Future; may be written in small letters."""
    country_code: str | None | _Unset = UNSET
    """Country, ISO 3166-1 alpha-2."""
    code: str | _Unset = UNSET
    """Status code, as in statusCode of the current status."""
    division_name: str | _Unset = UNSET
    """Division the event takes place at; may be empty."""
    settlement_name: str | _Unset = UNSET
    """Settlement the event takes place in; may be empty."""
    event_name: str | _Unset = UNSET
    """Name of the event for readers."""
