from __future__ import annotations

from typing import ClassVar

from ..model import Model, model
from ..types import UNSET, Unset


@model
class CalculatedServiceParameters(Model):
    """Further parameters of a service."""

    _json_names: ClassVar = {"from_": "from", "full_name": "fullName"}

    cod: float | None | Unset = UNSET
    """Amount to collect on delivery; null if there is none."""
    date: int | None | Unset = UNSET
    """Estimated day of delivery; null or 0 if not known."""
    from_: int | None | Unset = UNSET
    """Start of the estimated time of delivery; null or 0 if not known."""
    to: int | None | Unset = UNSET
    """End of the estimated time of delivery; null or 0 if not known."""
    full_name: str | None | Unset = UNSET
    """Full name of the recipient."""
    phone: str | None | Unset = UNSET
    """Phone number of the recipient."""
