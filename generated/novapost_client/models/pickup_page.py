from __future__ import annotations

from typing import TYPE_CHECKING

from ..model import Model, model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.pickup import Pickup


@model
class PickupPage(Model):
    """One page of pickups."""

    current_page: int
    """Number of this page, counted from 1."""
    last_page: int
    """Number of the last page."""
    total: int
    """How many items all pages hold together."""
    items: list[Pickup]
    """The items of this page."""
    per_page: int | Unset = UNSET
    """How many items a page holds."""
