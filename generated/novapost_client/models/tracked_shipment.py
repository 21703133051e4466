from __future__ import annotations

from ..model import UNSET, Model as _Model, Unset as _Unset, model as _model


@_model
class TrackedShipment(_Model):
    """The events of one shipment."""

    _json_names = {
        "history_tracking": "history_tracking", "related_numbers": "related_numbers",
    }  # fmt: skip

    id: int | str | _Unset = UNSET
    """Id of the shipment."""
    number: str | _Unset = UNSET
    """Number of the shipment."""
    history_tracking: list[TrackingEvent] | _Unset = UNSET
    """What happened to the shipment."""
    related_numbers: list[str] | _Unset = UNSET
    """Numbers of related shipments, if extended history was asked for. They may change."""


from . import TrackingEvent
