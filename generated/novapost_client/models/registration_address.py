from __future__ import annotations

from typing import ClassVar

from ..model import Model, model
from ..types import UNSET, Unset


@model
class RegistrationAddress(Model):
    """Address the recipient is registered at; customs in Germany, Slovakia, Hungary and France
    ask for it."""

    _json_names: ClassVar = {"zip_code": "zipCode"}

    city: str | Unset = UNSET
    """City, town or village."""
    street: str | Unset = UNSET
    """Name of the street."""
    zip_code: str | Unset = UNSET
    """Postal code."""
    building: str | Unset = UNSET
    """Number or name of the building."""
    apartment: str | Unset = UNSET
    """Number of the flat."""
    state: str | Unset = UNSET
    """State or region."""
