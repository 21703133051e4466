from __future__ import annotations

from typing import TYPE_CHECKING

from ..model import Model, model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.shipment_reference import ShipmentReference


@model
class PickupShipmentsRequest(Model):
    """Shipments to add to a pickup."""

    shipments: list[ShipmentReference] | Unset = UNSET
    """The shipments."""
