from __future__ import annotations

from typing import TYPE_CHECKING

from ..model import Model, model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.removed_shipment_reference import RemovedShipmentReference


@model
class PickupShipmentsRemoval(Model):
    """Shipments to remove from a pickup."""

    shipments: list[RemovedShipmentReference] | Unset = UNSET
    """The shipments."""
