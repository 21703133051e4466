from __future__ import annotations

import datetime as _dt

from ..model import UNSET, Model as _Model, Unset as _Unset, model as _model


@_model
class Measurement(_Model):
    """A unit of measurement."""

    code: str | _Unset = UNSET
    """Code of the unit, such as cm. Goes into measurementCode of an invoice item."""
    name: str | _Unset = UNSET
    """From 2 to 100 characters."""
    shortname: str | _Unset = UNSET
    """Abbreviation of the unit. At most 20 characters."""
    created_at: _dt.datetime | None | _Unset = UNSET
    """When the record was created."""
    updated_at: _dt.datetime | None | _Unset = UNSET
    """When the record was last changed."""
    deleted_at: _dt.datetime | None | _Unset = UNSET
    """When the record was deleted. Null, or a date in the year 1, if it was not."""
