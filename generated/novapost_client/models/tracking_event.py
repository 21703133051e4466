from __future__ import annotations

from ..model import Model as _Model, model as _model
from ..types import UNSET, Unset as _Unset


@_model
class TrackingEvent(_Model):
    """One event on the way of a shipment."""

    code: str | _Unset = UNSET
    """Status code, such as 1 ready to ship, 4 accepted, 7 at the division, 8 in the parcel
    locker, 9 closed; others exist."""
    code_name: str | _Unset = UNSET
    """Name of the status; in detail if extended history was asked for."""
    country_code: str | _Unset = UNSET
    """Country of the event, ISO 3166-1 alpha-2."""
    settlement: str | _Unset = UNSET
    """Settlement of the event."""
    date: str | _Unset = UNSET
    """When it happened."""
