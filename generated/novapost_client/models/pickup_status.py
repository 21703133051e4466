from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from ..model import Model, model
from ..types import UNSET, Unset


@model
class PickupStatus(Model):
    """A status the pickup has had."""

    _json_names: ClassVar = {
        "pickup_id": "pickupId",
        "date_time": "dateTime",
        "created_at": "createdAt",
        "updated_at": "updatedAt",
        "deleted_at": "deletedAt",
    }

    id: int | Unset = UNSET
    """Id of the entry."""
    pickup_id: int | Unset = UNSET
    """Id of the pickup."""
    status: str | Unset = UNSET
    """The status: Draft, Created, AppointedCourier, InProgress, Done, ClientCanceled,
    NotCompleted, Deleted, ReceivedByCourier."""
    date_time: datetime | None | Unset = UNSET
    """When the status was set."""
    note: str | None | Unset = UNSET
    """Comment on the status. At most 255 characters."""
    user: str | Unset = UNSET
    """Id of the user who set the status. At most 50 characters."""
    created_at: datetime | None | Unset = UNSET
    """When the record was created."""
    updated_at: datetime | None | Unset = UNSET
    """When the record was last changed."""
    deleted_at: datetime | None | Unset = UNSET
    """When the record was deleted; null, or a date in the year 1, if it was not."""
