from __future__ import annotations

from typing import ClassVar

from ..model import Model, model
from ..types import UNSET, Unset


@model
class PickupAddress(Model):
    """The place of the pickup: the address in one line, and the point on the map."""

    _json_names: ClassVar = {"post_code": "postCode", "address_id": "addressId"}

    address: str | Unset = UNSET
    """The whole address in one line."""
    latitude: float | Unset = UNSET
    """Latitude in degrees."""
    longitude: float | Unset = UNSET
    """Longitude in degrees."""
    post_code: str | None | Unset = UNSET
    """Part of the address; may be null. In the published example, not in the schema."""
    region: str | None | Unset = UNSET
    """Part of the address; may be null. In the published example, not in the schema."""
    city: str | None | Unset = UNSET
    """Part of the address; may be null. In the published example, not in the schema."""
    street: str | None | Unset = UNSET
    """Part of the address; may be null. In the published example, not in the schema."""
    building: str | None | Unset = UNSET
    """Part of the address; may be null. In the published example, not in the schema."""
    block: str | None | Unset = UNSET
    """Part of the address; may be null. In the published example, not in the schema."""
    flat: str | None | Unset = UNSET
    """Part of the address; may be null. In the published example, not in the schema."""
    note: str | None | Unset = UNSET
    """Part of the address; may be null. In the published example, not in the schema."""
    address_id: str | None | Unset = UNSET
    """Id of the address; may be null. In the published example, not in the schema."""
