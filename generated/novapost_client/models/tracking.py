from __future__ import annotations

from ..model import UNSET, Model as _Model, Unset as _Unset, model as _model


@_model
class Tracking(_Model):
    """The events of shipments."""

    items: list[TrackedShipment] | _Unset = UNSET
    """The shipments, one entry each."""


from . import TrackedShipment
