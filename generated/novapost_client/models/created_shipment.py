from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from ..model import Model, model
from ..types import UNSET, Unset


@model
class CreatedShipment(Model):
    """The shipment as the service created or changed it."""

    _json_names: ClassVar = {
        "scheduled_delivery_date": "scheduledDeliveryDate",
        "parcels_amount": "parcelsAmount",
        "created_at": "createdAt",
        "updated_at": "updatedAt",
        "deleted_at": "deletedAt",
    }

    id: int | str
    """Id of the shipment: an integer in Europe, a UUID in Ukraine."""
    number: str
    """Number of the shipment, such as SHPL6145344878; 14 digits in Ukraine."""
    scheduled_delivery_date: datetime | None | Unset = UNSET
    """When delivery is planned; may change, null if not known."""
    status: str | Unset = UNSET
    """Status of the shipment; ReadyToShip at first."""
    cost: float | Unset = UNSET
    """Price of the delivery."""
    parcels_amount: int | Unset = UNSET
    """Number of parcels."""
    created_at: datetime | None | Unset = UNSET
    """When the shipment was created."""
    updated_at: datetime | None | Unset = UNSET
    """When the shipment was last changed."""
    deleted_at: datetime | None | Unset = UNSET
    """When the shipment was deleted; null, or a date in the year 1, if it was not."""
