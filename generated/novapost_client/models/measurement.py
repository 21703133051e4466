from __future__ import annotations

import datetime as _dt

from ..model import Model as _Model, model as _model
from ..types import UNSET, Unset as _Unset


@_model
class Measurement(_Model):
    """A unit of measurement."""

    _json_names = {"created_at": "createdAt", "updated_at": "updatedAt", "deleted_at": "deletedAt"}

    code: str | _Unset = UNSET
    """Code of the unit, such as cm; goes into measurementCode of an invoice item."""
    name: str | _Unset = UNSET
    """From 2 to 100 characters."""
    shortname: str | _Unset = UNSET
    """Abbreviation of the unit. At most 20 characters."""
    created_at: _dt.datetime | None | _Unset = UNSET
    """When the record was created."""
    updated_at: _dt.datetime | None | _Unset = UNSET
    """When the record was last changed."""
    deleted_at: _dt.datetime | None | _Unset = UNSET
    """When the record was deleted; null, or a date in the year 1, if it was not."""
