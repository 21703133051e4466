from __future__ import annotations

from ..model import UNSET, Model as _Model, Unset as _Unset, model as _model


@_model
class PickupShipmentsRequest(_Model):
    """Shipments to add to a pickup."""

    shipments: list[ShipmentReference] | _Unset = UNSET
    """The shipments."""


from . import ShipmentReference
