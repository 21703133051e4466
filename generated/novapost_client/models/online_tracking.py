from __future__ import annotations

from ..model import Model, model
from ..types import UNSET, Unset


@model
class OnlineTracking(Model):
    """Where the shipment is, in short."""

    tracking_status_code: int | Unset = UNSET
    """Tracking status code, as in the tracking of shipments."""
    tracking_update_date: str | Unset = UNSET
    """When the status last changed."""
    short_description: str | Unset = UNSET
    """The status in a few words."""
    long_description: str | Unset = UNSET
    """The status in full."""
    info: str | Unset = UNSET
    """Further information on the status."""
    label: str | Unset = UNSET
    """Label of the status."""
