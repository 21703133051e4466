from __future__ import annotations

from typing import TYPE_CHECKING

from ..model import UNSET, Model as _Model, Unset as _Unset, model as _model

if TYPE_CHECKING:
    from . import BankAccount


@_model
class CashOnDelivery(_Model):
    """Where the money collected on delivery goes."""

    bank_account: BankAccount | _Unset = UNSET
    """Account the money collected on delivery is sent to."""
