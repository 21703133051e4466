from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from ..model import Model, model
from ..types import UNSET, Unset


@model
class PickupShipment(Model):
    """A shipment in a pickup."""

    _json_names: ClassVar = {
        "pickup_id": "pickupId",
        "shipment_id": "shipmentId",
        "delivery_partners": "deliveryPartners",
        "created_at": "createdAt",
        "updated_at": "updatedAt",
        "deleted_at": "deletedAt",
    }

    id: int | Unset = UNSET
    """Id of the entry in the pickup."""
    pickup_id: int | str | Unset = UNSET
    """Id of the pickup."""
    shipment_id: int | str | Unset = UNSET
    """Id of the shipment."""
    status: str | Unset = UNSET
    """State of the shipment in the pickup: Accepted, NotReady, NotPacked, ClientCanceled,
    Deleted or Added."""
    note: str | None | Unset = UNSET
    """Remarks on the shipment; null if there are none."""
    delivery_partners: list[dict[str, Any]] | Unset = UNSET
    """Partners who deliver the shipment."""
    created_at: datetime | None | Unset = UNSET
    """When the shipment was added."""
    updated_at: datetime | None | Unset = UNSET
    """When the record was last changed."""
    deleted_at: datetime | None | Unset = UNSET
    """When the shipment was removed; null, or a date in the year 1, if it was not."""
