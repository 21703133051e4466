from __future__ import annotations

from ..model import Model as _Model, model as _model
from ..types import UNSET, Unset as _Unset


@_model
class TrackedShipment(_Model):
    """The events of one shipment."""

    id: int | str | _Unset = UNSET
    """Id of the shipment."""
    number: str | _Unset = UNSET
    """Number of the shipment."""
    history_tracking: list[TrackingEvent] | _Unset = UNSET
    """What happened to the shipment."""
    related_numbers: list[str] | _Unset = UNSET
    """Numbers of related shipments, if extended history was asked for; they may change."""


from ..models.tracking_event import TrackingEvent
