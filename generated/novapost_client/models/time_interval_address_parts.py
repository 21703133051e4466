from __future__ import annotations

from typing import ClassVar

from ..model import Model, model
from ..types import UNSET, Unset


@model
class TimeIntervalAddressParts(Model):
    """A postal address in parts."""

    _json_names: ClassVar = {"post_code": "postCode"}

    building: str | Unset = UNSET
    """Number or name of the building."""
    street: str | Unset = UNSET
    """Name of the street."""
    city: str | Unset = UNSET
    """City, town or village."""
    region: str | Unset = UNSET
    """Region, state or province; needed to or from the USA (two letters), Canada and Ireland."""
    post_code: str | Unset = UNSET
    """Postal code."""
    flat: str | None | Unset = UNSET
    """Number of the flat or office."""
    note: str | None | Unset = UNSET
    """Hints for the courier, such as the entrance or the floor."""
