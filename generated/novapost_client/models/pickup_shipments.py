from __future__ import annotations

from ..model import UNSET, Model as _Model, Unset as _Unset, model as _model


@_model
class PickupShipments(_Model):
    """The shipments added to a pickup."""

    shipments: list[PickupShipment] | _Unset = UNSET
    """The shipments as they stand in the pickup."""


from . import PickupShipment
