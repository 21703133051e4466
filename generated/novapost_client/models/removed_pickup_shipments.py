from __future__ import annotations

from ..model import Model as _Model, model as _model
from ..types import UNSET, Unset as _Unset


@_model
class RemovedPickupShipments(_Model):
    """The shipments removed from a pickup."""

    shipments: list[Deletion] | _Unset = UNSET
    """The removals, one entry for each shipment."""


from ..models.deletion import Deletion
