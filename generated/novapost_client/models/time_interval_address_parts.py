from __future__ import annotations

from ..model import UNSET, Model as _Model, Unset as _Unset, model as _model


@_model
class TimeIntervalAddressParts(_Model):
    """A postal address in parts."""

    building: str | _Unset = UNSET
    """Number or name of the building. At most 100 characters."""
    street: str | _Unset = UNSET
    """Name of the street. At most 100 characters."""
    city: str | _Unset = UNSET
    """City, town or village. At most 100 characters."""
    region: str | _Unset = UNSET
    """Region, state or province. Needed to or from the USA (two letters), Canada and Ireland. At
    most 100 characters."""
    post_code: str | _Unset = UNSET
    """Postal code. At most 10 characters."""
    flat: str | None | _Unset = UNSET
    """Number of the flat or office. At most 10 characters."""
    note: str | None | _Unset = UNSET
    """Hints for the courier, such as the entrance or the floor. At most 100 characters."""
