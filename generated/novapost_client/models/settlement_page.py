from __future__ import annotations

from typing import TYPE_CHECKING

from ..model import Model, model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.settlement import Settlement


@model
class SettlementPage(Model):
    """A page of settlements."""

    current_page: int
    """Number of this page, counted from 1."""
    last_page: int
    """Number of the last page."""
    total: int
    """How many items there are on all pages."""
    items: list[Settlement]
    """The settlements of this page."""
    per_page: int | Unset = UNSET
    """How many items a page holds at most."""
