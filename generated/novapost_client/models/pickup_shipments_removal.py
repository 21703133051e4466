from __future__ import annotations

from ..model import UNSET, Model as _Model, Unset as _Unset, model as _model


@_model
class PickupShipmentsRemoval(_Model):
    """Shipments to remove from a pickup."""

    shipments: list[RemovedShipmentReference] | _Unset = UNSET
    """The shipments."""


from . import RemovedShipmentReference
