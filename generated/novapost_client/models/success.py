from __future__ import annotations

from ..model import Model, model
from ..types import UNSET, Unset


@model
class Success(Model):
    """An object that the published documentation does not describe."""

    success: bool | Unset = UNSET
    """Whether the request was carried out."""
