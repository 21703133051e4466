from __future__ import annotations

from ..model import Model as _Model, model as _model
from ..types import UNSET, Unset as _Unset


@_model
class TimeInterval(_Model):
    """An interval a courier can come in."""

    _json_names = {"from_": "from", "order_to": "orderTo"}

    from_: str | None | _Unset = UNSET
    """Start of the interval, HH:MM."""
    to: str | None | _Unset = UNSET
    """End of the interval, HH:MM."""
    order_to: str | None | _Unset = UNSET
    """Until when a pickup in this interval must be ordered, HH:MM."""
