from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from ..model import Model, model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.bank_account import BankAccount


@model
class CashOnDelivery(Model):
    """Where the money collected on delivery goes."""

    _json_names: ClassVar = {"bank_account": "bankAccount"}

    bank_account: BankAccount | Unset = UNSET
    """Account the money collected on delivery is sent to."""
