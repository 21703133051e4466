from __future__ import annotations

import datetime as _dt

from ..model import UNSET, Model as _Model, Unset as _Unset, model as _model


@_model
class TimeIntervalSchedule(_Model):
    """When a courier can collect, for each day of the week."""

    id: int | _Unset = UNSET
    """Id of the schedule."""
    country_code: str | _Unset = UNSET
    """Country, ISO 3166-1 alpha-2."""
    division_id: int | str | None | _Unset = UNSET
    """Id of the division the schedule belongs to. Null if there is none."""
    type_: TimeIntervalType | str | _Unset = UNSET
    """PickupDayToDay for the same day, PickupNextDay for the next."""
    delivery_partner: str | None | _Unset = UNSET
    """Partner who carries the pickup out. Null if there is none."""
    ignore_non_working_days: bool | _Unset = UNSET
    """Whether the schedule disregards days off."""
    monday: ScheduleDay | _Unset = UNSET
    """When couriers work on one day of the week."""
    tuesday: ScheduleDay | _Unset = UNSET
    """When couriers work on one day of the week."""
    wednesday: ScheduleDay | _Unset = UNSET
    """When couriers work on one day of the week."""
    thursday: ScheduleDay | _Unset = UNSET
    """When couriers work on one day of the week."""
    friday: ScheduleDay | _Unset = UNSET
    """When couriers work on one day of the week."""
    saturday: ScheduleDay | _Unset = UNSET
    """When couriers work on one day of the week."""
    sunday: ScheduleDay | _Unset = UNSET
    """When couriers work on one day of the week."""
    created_at: _dt.datetime | None | _Unset = UNSET
    """When the record was created."""
    updated_at: _dt.datetime | None | _Unset = UNSET
    """When the record was last changed."""
    deleted_at: _dt.datetime | None | _Unset = UNSET
    """When the record was deleted. Null, or a date in the year 1, if it was not."""


from . import ScheduleDay, TimeIntervalType
