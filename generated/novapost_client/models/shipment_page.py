from __future__ import annotations

from ..model import UNSET, Model as _Model, Unset as _Unset, model as _model


@_model
class ShipmentPage(_Model):
    """One page of shipments."""

    _json_names = {
        "current_page": "current_page", "last_page": "last_page", "per_page": "per_page",
    }  # fmt: skip

    current_page: int
    """Number of this page, counted from 1."""
    last_page: int
    """Number of the last page."""
    total: int
    """How many items all pages hold together."""
    items: list[Shipment]
    """The items of this page."""
    per_page: int | _Unset = UNSET
    """How many items a page holds."""
    from_: int | None | _Unset = UNSET
    """Position of the first item of the page. May be null."""
    to: int | None | _Unset = UNSET
    """Position of the last item of the page. May be null."""


from . import Shipment
