from __future__ import annotations

from ..model import Model, model
from ..types import UNSET, AsText, Unset


@model
class TrackingEvent(Model):
    """One event on the way of a shipment."""

    code: AsText | Unset = UNSET
    """Status code, such as 1 ready to ship, 4 accepted, 7 at the division, 8 in the parcel
    locker, 9 closed; others exist."""
    code_name: str | Unset = UNSET
    """Name of the status; in detail if extended history was asked for."""
    country_code: str | Unset = UNSET
    """Country of the event, ISO 3166-1 alpha-2."""
    settlement: str | Unset = UNSET
    """Settlement of the event."""
    date: str | Unset = UNSET
    """When it happened."""
