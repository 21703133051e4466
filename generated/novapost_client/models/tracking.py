from __future__ import annotations

from typing import TYPE_CHECKING

from ..model import Model, model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.tracked_shipment import TrackedShipment


@model
class Tracking(Model):
    """The events of shipments."""

    items: list[TrackedShipment] | Unset = UNSET
    """The shipments, one entry each."""
