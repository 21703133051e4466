from __future__ import annotations

from typing import TYPE_CHECKING

from ..model import UNSET, Model as _Model, Unset as _Unset, model as _model

if TYPE_CHECKING:
    from . import RemovedShipmentReference


@_model
class PickupShipmentsRemoval(_Model):
    """Shipments to remove from a pickup."""

    shipments: list[RemovedShipmentReference] | _Unset = UNSET
    """The shipments."""
