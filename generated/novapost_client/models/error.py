from __future__ import annotations

from typing import Any

from ..model import Model, model
from ..types import UNSET, Unset


@model
class Error(Model):
    """An object that the published documentation does not describe."""

    errors: dict[str, Any] | Unset = UNSET
