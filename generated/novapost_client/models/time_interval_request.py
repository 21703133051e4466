from __future__ import annotations

from ..model import UNSET, Model as _Model, Unset as _Unset, model as _model


@_model
class TimeIntervalRequest(_Model):
    """A place to find time intervals for. The more exactly it is given, the better they fit."""

    type_: TimeIntervalType | str
    """PickupDayToDay for the same day, PickupNextDay for the next."""
    country_code: str
    """Country of the pickup, ISO 3166-1 alpha-2."""
    division_id: int | str | None | _Unset = UNSET
    """Id of a division nearby, if neither address nor point is known."""
    latitude: float | None | _Unset = UNSET
    """Latitude of the place in degrees, if the address is not known. From -90 to 90."""
    longitude: float | None | _Unset = UNSET
    """Longitude of the place in degrees, if the address is not known. From -180 to 180."""
    max_weight_place_recipient: int | None | _Unset = UNSET
    """Weight of the shipment. Documented in kg, unlike all other weights."""
    address_parts: TimeIntervalAddressParts | None | _Unset = UNSET
    """A postal address in parts."""


from . import TimeIntervalAddressParts, TimeIntervalType
