from __future__ import annotations

from ..model import UNSET, Model as _Model, Unset as _Unset, model as _model


@_model
class AddressParts(_Model):
    """A postal address in parts."""

    city: str | _Unset = UNSET
    """City, town or village."""
    region: str | _Unset = UNSET
    """Region, state or province. Needed to or from the USA (two letters), Canada and Ireland."""
    street: str | _Unset = UNSET
    """Name of the street."""
    post_code: str | _Unset = UNSET
    """Postal code."""
    building: str | _Unset = UNSET
    """Number or name of the building."""
    flat: str | _Unset = UNSET
    """Number of the flat or office."""
    block: str | None | _Unset = UNSET
    """Block or section within a larger building or estate."""
    note: str | _Unset = UNSET
    """Hints for the courier, such as the entrance or the floor."""
