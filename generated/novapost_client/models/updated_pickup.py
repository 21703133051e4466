from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from ..model import Model, model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.address_parts import AddressParts


@model
class UpdatedPickup(Model):
    """A pickup after a change."""

    _json_names: ClassVar = {
        "lock_version": "lockVersion",
        "picked_time_from": "pickedTimeFrom",
        "picked_time_to": "pickedTimeTo",
        "address_parts": "addressParts",
    }

    id: int | str | Unset = UNSET
    """Id of the pickup."""
    number: str | Unset = UNSET
    """Number of the pickup, such as PUCZ0000002671."""
    status: str | Unset = UNSET
    """Status of the pickup: Draft: not yet complete; Created: complete, goes to the courier
    service; AppointedCourier: a courier was assigned; InProgress: under way; Done: collected;
    ClientCanceled: called off by the client; NotCompleted: not collected; Deleted: deleted;
    ReceivedByCourier: the courier has the parcel."""
    lock_version: int | Unset = UNSET
    """Version of the pickup; every change raises it by 1."""
    note: str | Unset = UNSET
    """Remarks for the courier. At most 255 characters."""
    picked_time_from: datetime | None | Unset = UNSET
    """Start of the time the courier shall come in, UTC; without it the courier chooses."""
    picked_time_to: datetime | None | Unset = UNSET
    """End of the time the courier shall come in, UTC; without it the courier chooses."""
    address_parts: AddressParts | Unset = UNSET
    """A postal address in parts."""
    statuses: list[dict[str, Any]] | Unset = UNSET
    """The statuses the pickup has had."""
