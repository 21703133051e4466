from __future__ import annotations

from ..model import Model as _Model, model as _model
from ..types import UNSET, Unset as _Unset


@_model
class ScheduleDay(_Model):
    """When couriers work on one day of the week."""

    _json_names = {"from_": "from", "order_to": "orderTo", "time_intervals": "timeIntervals"}

    from_: str | None | _Unset = UNSET
    """Start of work, HH:MM; null if couriers do not work that day."""
    to: str | None | _Unset = UNSET
    """End of work, HH:MM; null if couriers do not work that day."""
    order_to: str | None | _Unset = UNSET
    """Until when a pickup must be ordered, HH:MM."""
    time_intervals: list[TimeInterval] | _Unset = UNSET
    """Intervals to choose from; if there are none, the courier comes at some time of the day."""


from ..models.time_interval import TimeInterval
