from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from ..model import Model, model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.schedule_day import ScheduleDay
    from ..models.time_interval_type import TimeIntervalType


@model
class TimeIntervalSchedule(Model):
    """When a courier can collect, for each day of the week."""

    _json_names: ClassVar = {
        "country_code": "countryCode",
        "division_id": "divisionId",
        "type_": "type",
        "delivery_partner": "deliveryPartner",
        "ignore_non_working_days": "ignoreNonWorkingDays",
        "created_at": "createdAt",
        "updated_at": "updatedAt",
        "deleted_at": "deletedAt",
    }

    id: int | Unset = UNSET
    """Id of the schedule."""
    country_code: str | Unset = UNSET
    """Country, ISO 3166-1 alpha-2."""
    division_id: int | str | None | Unset = UNSET
    """Id of the division the schedule belongs to; null if there is none."""
    type_: TimeIntervalType | str | Unset = UNSET
    """PickupDayToDay for the same day, PickupNextDay for the next."""
    delivery_partner: str | None | Unset = UNSET
    """Partner who carries the pickup out; null if there is none."""
    ignore_non_working_days: bool | Unset = UNSET
    """Whether the schedule disregards days off."""
    monday: ScheduleDay | Unset = UNSET
    """When couriers work on one day of the week."""
    tuesday: ScheduleDay | Unset = UNSET
    """When couriers work on one day of the week."""
    wednesday: ScheduleDay | Unset = UNSET
    """When couriers work on one day of the week."""
    thursday: ScheduleDay | Unset = UNSET
    """When couriers work on one day of the week."""
    friday: ScheduleDay | Unset = UNSET
    """When couriers work on one day of the week."""
    saturday: ScheduleDay | Unset = UNSET
    """When couriers work on one day of the week."""
    sunday: ScheduleDay | Unset = UNSET
    """When couriers work on one day of the week."""
    created_at: datetime | None | Unset = UNSET
    """When the record was created."""
    updated_at: datetime | None | Unset = UNSET
    """When the record was last changed."""
    deleted_at: datetime | None | Unset = UNSET
    """When the record was deleted; null, or a date in the year 1, if it was not."""
