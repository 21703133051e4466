from __future__ import annotations

import datetime as _dt

from ..model import Model as _Model, model as _model
from ..types import UNSET, Unset as _Unset


@_model
class DeletedShipment(_Model):
    """A deletion."""

    _json_names = {"deleted_at": "deletedAt"}

    deleted_at: _dt.datetime | None | _Unset = UNSET
    """When it was deleted."""
    success: bool | _Unset = UNSET
    """Whether the shipment was deleted."""
