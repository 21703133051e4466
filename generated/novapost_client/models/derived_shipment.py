from __future__ import annotations

import datetime as _dt

from ..model import UNSET, Model as _Model, Unset as _Unset, model as _model


@_model
class DerivedShipment(_Model):
    """A shipment created from another."""

    number: str | _Unset = UNSET
    """Number of the document."""
    type_: str | _Unset = UNSET
    """Why it was created:

    - Redirecting: another destination
    - Return: it went back
    - Utilization: it was disposed of
    - Redelivery: it was delivered anew."""
    created_date: _dt.datetime | None | _Unset = UNSET
    """When it was created."""
    created_at: _dt.datetime | None | _Unset = UNSET
    """When it was created. In the published example, where the schema has createdDate."""
