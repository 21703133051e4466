from __future__ import annotations

from typing import ClassVar

from ..model import Model, model
from ..types import UNSET, Unset


@model
class AddressParts(Model):
    """A postal address in parts."""

    _json_names: ClassVar = {"post_code": "postCode"}

    city: str | Unset = UNSET
    """City, town or village."""
    region: str | Unset = UNSET
    """Region, state or province; needed to or from the USA (two letters), Canada and Ireland."""
    street: str | Unset = UNSET
    """Name of the street."""
    post_code: str | Unset = UNSET
    """Postal code."""
    building: str | Unset = UNSET
    """Number or name of the building."""
    flat: str | Unset = UNSET
    """Number of the flat or office."""
    block: str | None | Unset = UNSET
    """Block or section within a larger building or estate."""
    note: str | Unset = UNSET
    """Hints for the courier, such as the entrance or the floor."""
