from __future__ import annotations

from typing import ClassVar

from ..model import Model, model
from ..types import UNSET, Unset


@model
class DeletedShipment(Model):
    """A deletion."""

    _json_names: ClassVar = {"deleted_at": "deletedAt"}

    deleted_at: str | Unset = UNSET
    """When it was deleted."""
    success: bool | Unset = UNSET
    """Whether the shipment was deleted."""
