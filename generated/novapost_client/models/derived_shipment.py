from __future__ import annotations

import datetime as _dt

from ..model import Model as _Model, model as _model
from ..types import UNSET, Unset as _Unset


@_model
class DerivedShipment(_Model):
    """A shipment created from another."""

    _json_names = {"type_": "type", "created_date": "createdDate"}

    number: str | _Unset = UNSET
    """Number of the document."""
    type_: str | _Unset = UNSET
    """Why it was created: Redirecting, Return, Utilization or Redelivery."""
    created_date: _dt.datetime | None | _Unset = UNSET
    """When it was created."""
