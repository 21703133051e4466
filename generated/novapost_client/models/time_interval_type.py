from ..model import OpenEnum


class TimeIntervalType(OpenEnum):
    """PickupDayToDay for the same day, PickupNextDay for the next."""

    PICKUP_DAY_TO_DAY = "PickupDayToDay"
    PICKUP_NEXT_DAY = "PickupNextDay"
