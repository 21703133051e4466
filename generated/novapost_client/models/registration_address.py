from __future__ import annotations

from ..model import UNSET, Model as _Model, Unset as _Unset, model as _model


@_model
class RegistrationAddress(_Model):
    """Address the recipient is registered at. Customs in Germany, Slovakia, Hungary and France
    ask for it."""

    city: str | _Unset = UNSET
    """City, town or village. At most 100 characters."""
    street: str | _Unset = UNSET
    """Name of the street. At most 100 characters."""
    zip_code: str | _Unset = UNSET
    """Postal code. At most 10 characters."""
    building: str | _Unset = UNSET
    """Number or name of the building. At most 100 characters."""
    apartment: str | _Unset = UNSET
    """Number of the flat. At most 10 characters."""
    state: str | _Unset = UNSET
    """State or region. At most 100 characters."""
