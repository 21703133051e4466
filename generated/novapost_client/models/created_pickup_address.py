from __future__ import annotations

from ..model import UNSET, Model as _Model, Unset as _Unset, model as _model


@_model
class CreatedPickupAddress(_Model):
    """The place of the pickup: the address in one line, and the point on the map."""

    latitude: float | _Unset = UNSET
    """Latitude in degrees. From -90 to 90."""
    longitude: float | _Unset = UNSET
    """Longitude in degrees. From -180 to 180."""
