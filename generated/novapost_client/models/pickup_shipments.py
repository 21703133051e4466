from __future__ import annotations

from typing import TYPE_CHECKING

from ..model import Model, model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.pickup_shipment import PickupShipment


@model
class PickupShipments(Model):
    """The shipments added to a pickup."""

    shipments: list[PickupShipment] | Unset = UNSET
    """The shipments as they stand in the pickup."""
