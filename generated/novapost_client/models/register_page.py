from __future__ import annotations

from ..model import Model as _Model, model as _model
from ..types import UNSET, Unset as _Unset


@_model
class RegisterPage(_Model):
    """One page of registers."""

    current_page: int
    """Number of this page, counted from 1."""
    last_page: int
    """Number of the last page."""
    total: int
    """How many items all pages hold together."""
    items: list[Register]
    """The items of this page."""
    per_page: int | _Unset = UNSET
    """How many items a page holds."""


from ..models.register import Register
