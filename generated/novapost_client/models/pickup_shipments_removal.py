from __future__ import annotations

from typing import TYPE_CHECKING

from ..model import Model as _Model, model as _model
from ..types import UNSET, Unset as _Unset

if TYPE_CHECKING:
    from ..models.removed_shipment_reference import RemovedShipmentReference


@_model
class PickupShipmentsRemoval(_Model):
    """Shipments to remove from a pickup."""

    shipments: list[RemovedShipmentReference] | _Unset = UNSET
    """The shipments."""
