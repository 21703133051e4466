from __future__ import annotations

from ..model import Model as _Model, model as _model
from ..types import UNSET, Unset as _Unset


@_model
class CashOnDelivery(_Model):
    """Where the money collected on delivery goes."""

    _json_names = {"bank_account": "bankAccount"}

    bank_account: BankAccount | _Unset = UNSET
    """Account the money collected on delivery is sent to."""


from ..models.bank_account import BankAccount
