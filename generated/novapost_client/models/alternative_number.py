from __future__ import annotations

import datetime as _dt

from ..model import UNSET, Model as _Model, Unset as _Unset, model as _model


@_model
class AlternativeNumber(_Model):
    """A related shipment with its owner."""

    name: str | _Unset = UNSET
    """Name of the owner of the shipment."""
    number: str | _Unset = UNSET
    """Number of the shipment."""
    date: _dt.datetime | None | _Unset = UNSET
    """When the shipment was created."""
