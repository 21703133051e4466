from __future__ import annotations

from ..model import Model as _Model, model as _model
from ..types import UNSET, Unset as _Unset


@_model
class CustomsFees(_Model):
    """Whether, and up to which value, a sender from Ukraine may pay the customs duties."""

    _json_names = {"custom_fee_active": "customFeeActive", "declared_cost": "declaredCost"}

    custom_fee_active: bool | _Unset = UNSET
    """Whether the sender may pay the customs duties: true if so, false if not."""
    declared_cost: float | _Unset = UNSET
    """Largest declared value for which the sender may pay, in the currency of the recipient's
    country."""
