from __future__ import annotations

from ..model import Model as _Model, model as _model
from ..types import UNSET, Unset as _Unset


@_model
class PickupShipments(_Model):
    """The shipments added to a pickup."""

    shipments: list[PickupShipment] | _Unset = UNSET
    """The shipments as they stand in the pickup."""


from ..models.pickup_shipment import PickupShipment
