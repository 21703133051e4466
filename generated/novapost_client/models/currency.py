from __future__ import annotations

from typing import ClassVar

from ..model import Model, model
from ..types import UNSET, Unset


@model
class Currency(Model):
    """A currency."""

    _json_names: ClassVar = {
        "num_code": "numCode",
        "short_name": "shortName",
        "created_at": "createdAt",
        "updated_at": "updatedAt",
        "deleted_at": "deletedAt",
    }

    code: str | Unset = UNSET
    """Currency code, ISO 4217, such as USD."""
    num_code: str | Unset = UNSET
    """Numeric currency code, ISO 4217, such as 840."""
    name: str | Unset = UNSET
    """From 2 to 100 characters."""
    short_name: str | Unset = UNSET
    """Short name of the currency. At most 20 characters."""
    symbol: str | Unset = UNSET
    """Currency sign, such as $."""
    created_at: str | Unset = UNSET
    """When the record was created."""
    updated_at: str | Unset = UNSET
    """When the record was last changed."""
    deleted_at: str | None | Unset = UNSET
    """When the record was deleted; null, or a date in the year 1, if it was not."""
