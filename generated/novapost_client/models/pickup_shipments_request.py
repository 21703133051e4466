from __future__ import annotations

from typing import TYPE_CHECKING

from ..model import Model as _Model, model as _model
from ..types import UNSET, Unset as _Unset

if TYPE_CHECKING:
    from ..models.shipment_reference import ShipmentReference


@_model
class PickupShipmentsRequest(_Model):
    """Shipments to add to a pickup."""

    shipments: list[ShipmentReference] | _Unset = UNSET
    """The shipments."""
