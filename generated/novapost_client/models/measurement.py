from __future__ import annotations

from typing import ClassVar

from ..model import Model, model
from ..types import UNSET, Unset


@model
class Measurement(Model):
    """A unit of measurement."""

    _json_names: ClassVar = {
        "created_at": "createdAt",
        "updated_at": "updatedAt",
        "deleted_at": "deletedAt",
    }

    code: str | Unset = UNSET
    """Code of the unit, such as cm; goes into measurementCode of an invoice item."""
    name: str | Unset = UNSET
    """From 2 to 100 characters."""
    shortname: str | Unset = UNSET
    """Abbreviation of the unit. At most 20 characters."""
    created_at: str | Unset = UNSET
    """When the record was created."""
    updated_at: str | Unset = UNSET
    """When the record was last changed."""
    deleted_at: str | None | Unset = UNSET
    """When the record was deleted; null, or a date in the year 1, if it was not."""
