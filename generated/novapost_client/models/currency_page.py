from __future__ import annotations

from ..model import Model as _Model, model as _model
from ..types import UNSET, Unset as _Unset


@_model
class CurrencyPage(_Model):
    """One page of currencies."""

    _json_names = {"from_": "from"}

    current_page: int
    """Number of this page, counted from 1."""
    last_page: int
    """Number of the last page."""
    total: int
    """How many items all pages hold together."""
    items: list[Currency]
    """The items of this page."""
    per_page: int | _Unset = UNSET
    """How many items a page holds."""
    from_: int | None | _Unset = UNSET
    """Position of the first item of the page; may be null."""
    to: int | None | _Unset = UNSET
    """Position of the last item of the page; may be null."""


from ..models.currency import Currency
