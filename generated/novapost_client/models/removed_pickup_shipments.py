from __future__ import annotations

from typing import TYPE_CHECKING

from ..model import UNSET, Model as _Model, Unset as _Unset, model as _model

if TYPE_CHECKING:
    from . import Deletion


@_model
class RemovedPickupShipments(_Model):
    """The shipments removed from a pickup."""

    shipments: list[Deletion] | _Unset = UNSET
    """The removals, one entry for each shipment."""
