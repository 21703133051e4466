from __future__ import annotations

import datetime as _dt

from ..model import UNSET, Model as _Model, Unset as _Unset, model as _model


@_model
class UpdatedShipment(_Model):
    """The shipment as the service created or changed it."""

    id: int | str
    """Id of the shipment: an integer in Europe, a UUID in Ukraine."""
    number: str
    """Number of the shipment, such as SHPL6145344878. 14 digits in Ukraine."""
    scheduled_delivery_date: _dt.datetime | None | _Unset = UNSET
    """When delivery is planned. May change, null if not known."""
    status: str | _Unset = UNSET
    """Status of the shipment. ReadyToShip at first."""
    cost: float | _Unset = UNSET
    """Price of the delivery."""
    parcels_amount: int | _Unset = UNSET
    """Number of parcels."""
    created_at: _dt.datetime | None | _Unset = UNSET
    """When the shipment was created."""
    updated_at: _dt.datetime | None | _Unset = UNSET
    """When the shipment was last changed."""
    deleted_at: _dt.datetime | None | _Unset = UNSET
    """When the shipment was deleted. Null, or a date in the year 1, if it was not."""
