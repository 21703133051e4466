from __future__ import annotations

from ..model import Model as _Model, model as _model
from ..types import UNSET, Unset as _Unset


@_model
class PickupShipmentsRequest(_Model):
    """Shipments to add to a pickup."""

    shipments: list[ShipmentReference] | _Unset = UNSET
    """The shipments."""


from ..models.shipment_reference import ShipmentReference
