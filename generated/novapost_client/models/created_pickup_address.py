from __future__ import annotations

from ..model import Model, model
from ..types import UNSET, Unset


@model
class CreatedPickupAddress(Model):
    """The place of the pickup: the address in one line, and the point on the map."""

    latitude: float | Unset = UNSET
    """Latitude in degrees. From -90 to 90."""
    longitude: float | Unset = UNSET
    """Longitude in degrees. From -180 to 180."""
