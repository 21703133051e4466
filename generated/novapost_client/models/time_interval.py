from __future__ import annotations

from ..model import UNSET, Model as _Model, Unset as _Unset, model as _model


@_model
class TimeInterval(_Model):
    """An interval a courier can come in."""

    from_: str | None | _Unset = UNSET
    """Start of the interval, HH:MM."""
    to: str | None | _Unset = UNSET
    """End of the interval, HH:MM."""
    order_to: str | None | _Unset = UNSET
    """Until when a pickup in this interval must be ordered, HH:MM."""
