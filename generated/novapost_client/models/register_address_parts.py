from __future__ import annotations

from typing import ClassVar

from ..model import Model, model
from ..types import UNSET, Unset


@model
class RegisterAddressParts(Model):
    """The address of the sender in parts; null parts where there is none."""

    _json_names: ClassVar = {
        "street_id": "streetId",
        "post_code": "postCode",
        "address_id": "addressId",
    }

    city: str | None | Unset = UNSET
    """City, town or village."""
    region: str | None | Unset = UNSET
    """Region, state or province."""
    street: str | None | Unset = UNSET
    """Name of the street."""
    street_id: str | None | Unset = UNSET
    """Id of the street."""
    post_code: str | None | Unset = UNSET
    """Postal code."""
    building: str | None | Unset = UNSET
    """Number or name of the building."""
    flat: str | None | Unset = UNSET
    """Number of the flat or office."""
    block: str | None | Unset = UNSET
    """Block or section within a larger building or estate."""
    latitude: float | None | Unset = UNSET
    """Latitude in degrees."""
    longitude: float | None | Unset = UNSET
    """Longitude in degrees."""
    note: str | None | Unset = UNSET
    """Hints for the courier, such as the entrance or the floor."""
    address_id: str | None | Unset = UNSET
    """Id of the address."""
