from __future__ import annotations

import datetime as _dt
from typing import Any as _Any

from ..model import UNSET, Model as _Model, Unset as _Unset, model as _model


@_model
class PickupShipment(_Model):
    """A shipment in a pickup."""

    id: int | _Unset = UNSET
    """Id of the entry in the pickup."""
    pickup_id: int | str | _Unset = UNSET
    """Id of the pickup."""
    shipment_id: int | str | _Unset = UNSET
    """Id of the shipment."""
    status: str | _Unset = UNSET
    """State of the shipment in the pickup: Accepted, NotReady, NotPacked, ClientCanceled,
    Deleted or Added."""
    note: str | None | _Unset = UNSET
    """Remarks on the shipment. Null if there are none."""
    delivery_partners: list[dict[str, _Any]] | _Unset = UNSET
    """Partners who deliver the shipment."""
    created_at: _dt.datetime | None | _Unset = UNSET
    """When the shipment was added."""
    updated_at: _dt.datetime | None | _Unset = UNSET
    """When the record was last changed."""
    deleted_at: _dt.datetime | None | _Unset = UNSET
    """When the shipment was removed. Null, or a date in the year 1, if it was not."""
