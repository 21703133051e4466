from __future__ import annotations

from ..model import UNSET, Model as _Model, Unset as _Unset, model as _model


@_model
class ScheduleDay(_Model):
    """When couriers work on one day of the week."""

    from_: str | None | _Unset = UNSET
    """Start of work, HH:MM. Null if couriers do not work that day."""
    to: str | None | _Unset = UNSET
    """End of work, HH:MM. Null if couriers do not work that day."""
    order_to: str | None | _Unset = UNSET
    """Until when a pickup must be ordered, HH:MM."""
    time_intervals: list[TimeInterval] | _Unset = UNSET
    """Intervals to choose from. If there are none, the courier comes at some time of the day."""


from . import TimeInterval
