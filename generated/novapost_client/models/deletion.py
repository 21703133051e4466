from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from ..model import Model, model
from ..types import UNSET, Unset


@model
class Deletion(Model):
    """A deletion."""

    _json_names: ClassVar = {"deleted_at": "deletedAt"}

    deleted_at: datetime | None | Unset = UNSET
    """When it was deleted."""
