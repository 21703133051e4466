from __future__ import annotations

from typing import TYPE_CHECKING

from ..model import UNSET, Model as _Model, Unset as _Unset, model as _model

if TYPE_CHECKING:
    from . import ShipmentReference


@_model
class PickupShipmentsRequest(_Model):
    """Shipments to add to a pickup."""

    shipments: list[ShipmentReference] | _Unset = UNSET
    """The shipments."""
