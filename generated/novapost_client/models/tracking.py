from __future__ import annotations

from ..model import Model as _Model, model as _model
from ..types import UNSET, Unset as _Unset


@_model
class Tracking(_Model):
    """The events of shipments."""

    items: list[TrackedShipment] | _Unset = UNSET
    """The shipments, one entry each."""


from ..models.tracked_shipment import TrackedShipment
