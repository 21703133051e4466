from __future__ import annotations

import datetime as _dt

from ..model import UNSET, Model as _Model, Unset as _Unset, model as _model


@_model
class PickupStatus(_Model):
    """A status the pickup has had."""

    id: int | _Unset = UNSET
    """Id of the entry."""
    pickup_id: int | _Unset = UNSET
    """Id of the pickup."""
    status: str | _Unset = UNSET
    """The status: Draft, Created, AppointedCourier, InProgress, Done, ClientCanceled,
    NotCompleted, Deleted, ReceivedByCourier."""
    date_time: _dt.datetime | None | _Unset = UNSET
    """When the status was set."""
    note: str | None | _Unset = UNSET
    """Comment on the status. At most 255 characters."""
    user: str | _Unset = UNSET
    """Id of the user who set the status. At most 50 characters."""
    created_at: _dt.datetime | None | _Unset = UNSET
    """When the record was created."""
    updated_at: _dt.datetime | None | _Unset = UNSET
    """When the record was last changed."""
    deleted_at: _dt.datetime | None | _Unset = UNSET
    """When the record was deleted. Null, or a date in the year 1, if it was not."""
