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
    """City, town or village. At most 100 characters."""
    street: str | Unset = UNSET
    """Name of the street. At most 100 characters."""
    zip_code: str | Unset = UNSET
    """Postal code. At most 10 characters."""
    building: str | Unset = UNSET
    """Number or name of the building. At most 100 characters."""
    apartment: str | Unset = UNSET
    """Number of the flat. At most 10 characters."""
    state: str | Unset = UNSET
    """State or region. At most 100 characters."""
