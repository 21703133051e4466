from __future__ import annotations

from typing import ClassVar

from ..model import Model, model
from ..types import UNSET, Unset


@model
class CustomsFees(Model):
    """Whether, and up to which value, a sender from Ukraine may pay the customs duties."""

    _json_names: ClassVar = {
        "custom_fee_active": "customFeeActive",
        "declared_cost": "declaredCost",
    }

    custom_fee_active: bool | Unset = UNSET
    """Whether the sender may pay the customs duties: true if so, false if not."""
    declared_cost: float | Unset = UNSET
    """Largest declared value for which the sender may pay, in the currency of the recipient's
    country."""
