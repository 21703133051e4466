from __future__ import annotations

from typing import TYPE_CHECKING

from ..model import Model as _Model, model as _model
from ..types import UNSET, Unset as _Unset

if TYPE_CHECKING:
    from ..models.settlement import Settlement


@_model
class SettlementPage(_Model):
    """A page of settlements."""

    current_page: int
    """Number of this page, counted from 1."""
    last_page: int
    """Number of the last page."""
    total: int
    """How many items there are on all pages."""
    items: list[Settlement]
    """The settlements of this page."""
    per_page: int | _Unset = UNSET
    """How many items a page holds at most."""
