from __future__ import annotations

from ..model import Model, model
from ..types import UNSET, Unset


@model
class FullAddress(Model):
    """The address in parts."""

    country: str | Unset = UNSET
    settlement: str | Unset = UNSET
    """Settlement the division is in."""
    street: str | Unset = UNSET
    """Name of the street."""
    building: str | Unset = UNSET
    """Number or name of the building."""
    note: str | Unset = UNSET
    """Further hints on the address."""
    zipcode: str | Unset = UNSET
    """Postal code."""
