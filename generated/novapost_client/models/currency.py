from __future__ import annotations

import datetime as _dt

from ..model import UNSET, Model as _Model, Unset as _Unset, model as _model


@_model
class Currency(_Model):
    """A currency."""

    code: str | _Unset = UNSET
    """Currency code, ISO 4217, such as USD."""
    num_code: str | _Unset = UNSET
    """Numeric currency code, ISO 4217, such as 840."""
    name: str | _Unset = UNSET
    """From 2 to 100 characters."""
    short_name: str | _Unset = UNSET
    """Short name of the currency. At most 20 characters."""
    symbol: str | _Unset = UNSET
    """Currency sign, such as $."""
    created_at: _dt.datetime | None | _Unset = UNSET
    """When the record was created."""
    updated_at: _dt.datetime | None | _Unset = UNSET
    """When the record was last changed."""
    deleted_at: _dt.datetime | None | _Unset = UNSET
    """When the record was deleted. Null, or a date in the year 1, if it was not."""
