from __future__ import annotations

from ..model import UNSET, Model as _Model, Unset as _Unset, model as _model


@_model
class RemovedPickupShipments(_Model):
    """The shipments removed from a pickup."""

    shipments: list[Deletion] | _Unset = UNSET
    """The removals, one entry for each shipment."""


from . import Deletion
