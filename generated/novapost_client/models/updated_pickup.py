from __future__ import annotations

import datetime as _dt
from typing import Any as _Any

from ..model import UNSET, Model as _Model, Unset as _Unset, model as _model


@_model
class UpdatedPickup(_Model):
    """A pickup after a change."""

    id: int | str | _Unset = UNSET
    """Id of the pickup."""
    number: str | _Unset = UNSET
    """Number of the pickup, such as PUCZ0000002671."""
    status: str | _Unset = UNSET
    """Status of the pickup:

    - Draft: not yet complete
    - Created: complete, goes to the courier service
    - AppointedCourier: a courier was assigned
    - InProgress: under way
    - Done: collected
    - ClientCanceled: called off by the client
    - NotCompleted: not collected
    - Deleted: deleted
    - ReceivedByCourier: the courier has the parcel."""
    lock_version: int | _Unset = UNSET
    """Version of the pickup. Every change raises it by 1."""
    note: str | _Unset = UNSET
    """Remarks for the courier. At most 255 characters."""
    picked_time_from: _dt.datetime | None | _Unset = UNSET
    """Start of the time the courier shall come in, UTC. Without it the courier chooses."""
    picked_time_to: _dt.datetime | None | _Unset = UNSET
    """End of the time the courier shall come in, UTC. Without it the courier chooses."""
    address_parts: AddressParts | _Unset = UNSET
    """A postal address in parts."""
    statuses: list[dict[str, _Any]] | _Unset = UNSET
    """The statuses the pickup has had."""


from . import AddressParts
