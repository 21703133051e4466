from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from ..model import Model, model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.time_interval import TimeInterval


@model
class ScheduleDay(Model):
    """When couriers work on one day of the week."""

    _json_names: ClassVar = {
        "from_": "from",
        "order_to": "orderTo",
        "time_intervals": "timeIntervals",
    }

    from_: str | None | Unset = UNSET
    """Start of work, HH:MM; null if couriers do not work that day."""
    to: str | None | Unset = UNSET
    """End of work, HH:MM; null if couriers do not work that day."""
    order_to: str | None | Unset = UNSET
    """Until when a pickup must be ordered, HH:MM."""
    time_intervals: list[TimeInterval] | Unset = UNSET
    """Intervals to choose from; if there are none, the courier comes at some time of the day."""
