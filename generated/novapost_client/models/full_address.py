from __future__ import annotations

from ..model import Model as _Model, model as _model
from ..types import UNSET, Unset as _Unset


@_model
class FullAddress(_Model):
    """The address in parts."""

    country: str | _Unset = UNSET
    settlement: str | _Unset = UNSET
    """Settlement the division is in."""
    street: str | _Unset = UNSET
    """Name of the street."""
    building: str | _Unset = UNSET
    """Number or name of the building."""
    note: str | _Unset = UNSET
    """Further hints on the address."""
    zipcode: str | _Unset = UNSET
    """Postal code."""
