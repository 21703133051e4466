from __future__ import annotations

from ..model import UNSET, Model as _Model, Unset as _Unset, model as _model


@_model
class PickupAddress(_Model):
    """The place of the pickup: the address in one line, and the point on the map."""

    address: str | _Unset = UNSET
    """The whole address in one line."""
    latitude: float | _Unset = UNSET
    """Latitude in degrees."""
    longitude: float | _Unset = UNSET
    """Longitude in degrees."""
    post_code: str | None | _Unset = UNSET
    """Part of the address. May be null. In the published example, not in the schema."""
    region: str | None | _Unset = UNSET
    """Part of the address. May be null. In the published example, not in the schema."""
    city: str | None | _Unset = UNSET
    """Part of the address. May be null. In the published example, not in the schema."""
    street: str | None | _Unset = UNSET
    """Part of the address. May be null. In the published example, not in the schema."""
    building: str | None | _Unset = UNSET
    """Part of the address. May be null. In the published example, not in the schema."""
    block: str | None | _Unset = UNSET
    """Part of the address. May be null. In the published example, not in the schema."""
    flat: str | None | _Unset = UNSET
    """Part of the address. May be null. In the published example, not in the schema."""
    note: str | None | _Unset = UNSET
    """Part of the address. May be null. In the published example, not in the schema."""
    address_id: str | None | _Unset = UNSET
    """Id of the address. May be null. In the published example, not in the schema."""
