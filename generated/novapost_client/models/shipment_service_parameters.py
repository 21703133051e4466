from __future__ import annotations

from ..model import UNSET, Model as _Model, Unset as _Unset, model as _model


@_model
class ShipmentServiceParameters(_Model):
    """Further parameters of a service."""

    cod: int | None | _Unset = UNSET
    """Amount to collect on delivery. Null if there is none."""
    date: int | None | _Unset = UNSET
    """Estimated day of delivery. Null or 0 if not known."""
    from_: int | None | _Unset = UNSET
    """Start of the estimated time of delivery. Null or 0 if not known."""
    to: int | None | _Unset = UNSET
    """End of the estimated time of delivery. Null or 0 if not known."""
    full_name: str | None | _Unset = UNSET
    """Full name of the recipient."""
    phone: str | None | _Unset = UNSET
    """Phone number of the recipient."""
