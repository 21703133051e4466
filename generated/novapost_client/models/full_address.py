from __future__ import annotations

from ..model import UNSET, Model as _Model, Unset as _Unset, model as _model


@_model
class FullAddress(_Model):
    """The address in parts."""

    country: str | _Unset = UNSET
    """At most 100 characters."""
    settlement: str | _Unset = UNSET
    """Settlement the division is in. At most 100 characters."""
    street: str | _Unset = UNSET
    """Name of the street. At most 100 characters."""
    building: str | _Unset = UNSET
    """Number or name of the building. At most 100 characters."""
    note: str | _Unset = UNSET
    """Further hints on the address. At most 100 characters."""
    zipcode: str | _Unset = UNSET
    """Postal code. At most 10 characters."""
