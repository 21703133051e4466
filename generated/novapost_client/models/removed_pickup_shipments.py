from __future__ import annotations

from typing import TYPE_CHECKING

from ..model import Model, model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.deletion import Deletion


@model
class RemovedPickupShipments(Model):
    """The shipments removed from a pickup."""

    shipments: list[Deletion] | Unset = UNSET
    """The removals, one entry for each shipment."""
