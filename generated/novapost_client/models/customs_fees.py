from __future__ import annotations

from ..model import UNSET, Model as _Model, Unset as _Unset, model as _model


@_model
class CustomsFees(_Model):
    """Whether, and up to which value, a sender from Ukraine may pay the customs duties."""

    custom_fee_active: bool | _Unset = UNSET
    """Whether the sender may pay the customs duties: true if so, false if not."""
    declared_cost: float | _Unset = UNSET
    """Largest declared value for which the sender may pay, in the currency of the recipient's
    country."""
