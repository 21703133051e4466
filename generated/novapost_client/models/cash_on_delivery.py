from __future__ import annotations

from ..model import UNSET, Model as _Model, Unset as _Unset, model as _model


@_model
class CashOnDelivery(_Model):
    """Where the money collected on delivery goes."""

    bank_account: BankAccount | _Unset = UNSET
    """Account the money collected on delivery is sent to."""


from . import BankAccount
