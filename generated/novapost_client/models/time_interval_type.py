from ..model import OpenEnum as _OpenEnum


class TimeIntervalType(_OpenEnum):
    """PickupDayToDay for the same day, PickupNextDay for the next."""

    PICKUP_DAY_TO_DAY = "PickupDayToDay"
    PICKUP_NEXT_DAY = "PickupNextDay"
