from __future__ import annotations

import datetime as _dt

from ..model import UNSET, Model as _Model, Unset as _Unset, model as _model


@_model
class DeletedShipment(_Model):
    """A deletion."""

    deleted_at: _dt.datetime | None | _Unset = UNSET
    """When it was deleted."""
    success: bool | _Unset = UNSET
    """Whether the shipment was deleted."""
