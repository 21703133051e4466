from __future__ import annotations

from typing import ClassVar

from ..model import Model, model
from ..types import UNSET, Unset


@model
class TimeIntervalAddressParts(Model):
    """A postal address in parts."""

    _json_names: ClassVar = {"post_code": "postCode"}

    building: str | Unset = UNSET
    """Number or name of the building. At most 100 characters."""
    street: str | Unset = UNSET
    """Name of the street. At most 100 characters."""
    city: str | Unset = UNSET
    """City, town or village. At most 100 characters."""
    region: str | Unset = UNSET
    """Region, state or province; needed to or from the USA (two letters), Canada and Ireland. At
    most 100 characters."""
    post_code: str | Unset = UNSET
    """Postal code. At most 10 characters."""
    flat: str | None | Unset = UNSET
    """Number of the flat or office. At most 10 characters."""
    note: str | None | Unset = UNSET
    """Hints for the courier, such as the entrance or the floor. At most 100 characters."""
