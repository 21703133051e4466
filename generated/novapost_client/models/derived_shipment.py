from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from ..model import Model, model
from ..types import UNSET, Unset


@model
class DerivedShipment(Model):
    """A shipment created from another."""

    _json_names: ClassVar = {
        "type_": "type",
        "created_date": "createdDate",
        "created_at": "createdAt",
    }

    number: str | Unset = UNSET
    """Number of the document."""
    type_: str | Unset = UNSET
    """Why it was created: Redirecting: another destination; Return: it went back; Utilization:
    it was disposed of; Redelivery: it was delivered anew."""
    created_date: datetime | None | Unset = UNSET
    """When it was created."""
    created_at: datetime | None | Unset = UNSET
    """When it was created. In the published example; the schema has createdDate."""
