from __future__ import annotations

from typing import ClassVar

from ..model import Model, model
from ..types import UNSET, Unset


@model
class TimeInterval(Model):
    """An interval a courier can come in."""

    _json_names: ClassVar = {"from_": "from", "order_to": "orderTo"}

    from_: str | None | Unset = UNSET
    """Start of the interval, HH:MM."""
    to: str | None | Unset = UNSET
    """End of the interval, HH:MM."""
    order_to: str | None | Unset = UNSET
    """Until when a pickup in this interval must be ordered, HH:MM."""
