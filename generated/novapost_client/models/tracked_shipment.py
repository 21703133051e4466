from __future__ import annotations

from typing import TYPE_CHECKING

from ..model import Model, model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.tracking_event import TrackingEvent


@model
class TrackedShipment(Model):
    """The events of one shipment."""

    id: int | str | Unset = UNSET
    """Id of the shipment."""
    number: str | Unset = UNSET
    """Number of the shipment."""
    history_tracking: list[TrackingEvent] | Unset = UNSET
    """What happened to the shipment."""
    related_numbers: list[str] | Unset = UNSET
    """Numbers of related shipments, if extended history was asked for; they may change."""
