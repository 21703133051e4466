from __future__ import annotations

from ..model import UNSET, Model as _Model, Unset as _Unset, model as _model


@_model
class RegisterAddressParts(_Model):
    """The address of the sender in parts. Null parts where there is none."""

    city: str | None | _Unset = UNSET
    """City, town or village."""
    region: str | None | _Unset = UNSET
    """Region, state or province."""
    street: str | None | _Unset = UNSET
    """Name of the street."""
    street_id: str | None | _Unset = UNSET
    """Id of the street."""
    post_code: str | None | _Unset = UNSET
    """Postal code."""
    building: str | None | _Unset = UNSET
    """Number or name of the building."""
    flat: str | None | _Unset = UNSET
    """Number of the flat or office."""
    block: str | None | _Unset = UNSET
    """Block or section within a larger building or estate."""
    latitude: float | None | _Unset = UNSET
    """Latitude in degrees."""
    longitude: float | None | _Unset = UNSET
    """Longitude in degrees."""
    note: str | None | _Unset = UNSET
    """Hints for the courier, such as the entrance or the floor."""
    address_id: str | None | _Unset = UNSET
    """Id of the address."""
