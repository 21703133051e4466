from __future__ import annotations

from ..model import UNSET, Model as _Model, Unset as _Unset, model as _model


@_model
class PickupPage(_Model):
    """One page of pickups."""

    _json_names = {
        "current_page": "current_page", "last_page": "last_page", "per_page": "per_page",
    }  # fmt: skip

    current_page: int
    """Number of this page, counted from 1."""
    last_page: int
    """Number of the last page."""
    total: int
    """How many items all pages hold together."""
    items: list[Pickup]
    """The items of this page."""
    per_page: int | _Unset = UNSET
    """How many items a page holds."""


from . import Pickup
