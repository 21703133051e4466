from __future__ import annotations

from datetime import datetime

from ..model import Model, model
from ..types import UNSET, Unset


@model
class AlternativeNumber(Model):
    """A related shipment with its owner."""

    name: str | Unset = UNSET
    """Name of the owner of the shipment."""
    number: str | Unset = UNSET
    """Number of the shipment."""
    date: datetime | None | Unset = UNSET
    """When the shipment was created."""
