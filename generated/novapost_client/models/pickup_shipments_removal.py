from __future__ import annotations

from ..model import Model as _Model, model as _model
from ..types import UNSET, Unset as _Unset


@_model
class PickupShipmentsRemoval(_Model):
    """Shipments to remove from a pickup."""

    shipments: list[RemovedShipmentReference] | _Unset = UNSET
    """The shipments."""


from ..models.removed_shipment_reference import RemovedShipmentReference
