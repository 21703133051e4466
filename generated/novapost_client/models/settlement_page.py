from __future__ import annotations

from ..model import Model as _Model, model as _model
from ..types import UNSET, Unset as _Unset


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


from ..models.settlement import Settlement
