from __future__ import annotations

from typing import TYPE_CHECKING

from ..model import Model as _Model, model as _model
from ..types import UNSET, Unset as _Unset

if TYPE_CHECKING:
    from ..models.deletion import Deletion


@_model
class RemovedPickupShipments(_Model):
    """The shipments removed from a pickup."""

    shipments: list[Deletion] | _Unset = UNSET
    """The removals, one entry for each shipment."""
