from __future__ import annotations

from ..model import Model, model
from ..types import UNSET, Unset


@model
class FullAddress(Model):
    """The address in parts."""

    country: str | Unset = UNSET
    """At most 100 characters."""
    settlement: str | Unset = UNSET
    """Settlement the division is in. At most 100 characters."""
    street: str | Unset = UNSET
    """Name of the street. At most 100 characters."""
    building: str | Unset = UNSET
    """Number or name of the building. At most 100 characters."""
    note: str | Unset = UNSET
    """Further hints on the address. At most 100 characters."""
    zipcode: str | Unset = UNSET
    """Postal code. At most 10 characters."""
