from __future__ import annotations

from ..model import Model as _Model, model as _model
from ..types import UNSET, Unset as _Unset


@_model
class RegistrationAddress(_Model):
    """Address the recipient is registered at; customs in Germany, Slovakia, Hungary and France
    ask for it."""

    _json_names = {"zip_code": "zipCode"}

    city: str | _Unset = UNSET
    """City, town or village."""
    street: str | _Unset = UNSET
    """Name of the street."""
    zip_code: str | _Unset = UNSET
    """Postal code."""
    building: str | _Unset = UNSET
    """Number or name of the building."""
    apartment: str | _Unset = UNSET
    """Number of the flat."""
    state: str | _Unset = UNSET
    """State or region."""
