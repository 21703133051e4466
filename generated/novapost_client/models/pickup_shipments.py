from __future__ import annotations

from typing import TYPE_CHECKING

from ..model import Model as _Model, model as _model
from ..types import UNSET, Unset as _Unset

if TYPE_CHECKING:
    from ..models.pickup_shipment import PickupShipment


@_model
class PickupShipments(_Model):
    """The shipments added to a pickup."""

    shipments: list[PickupShipment] | _Unset = UNSET
    """The shipments as they stand in the pickup."""
