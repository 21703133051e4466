from __future__ import annotations

from typing import ClassVar

from ..model import Model, model
from ..types import UNSET, Unset


@model
class BankAccount(Model):
    """Account the money collected on delivery is sent to."""

    _json_names: ClassVar = {
        "currency_code": "currencyCode",
        "bank_account_id": "bankAccountId",
        "bank_account_name": "bankAccountName",
        "commission_payer": "commissionPayer",
    }

    amount: float | Unset = UNSET
    """Amount sent to the account."""
    currency_code: str | Unset = UNSET
    """Currency of the transfer, ISO 4217, as the sender's contract has it."""
    bank_account_id: str | Unset = UNSET
    """Tax number of the owner of the account."""
    bank_account_name: str | Unset = UNSET
    """Number of the account, as IBAN."""
    commission_payer: str | Unset = UNSET
    """Who pays the commission: Sender or Recipient."""
    description: str | Unset = UNSET
    """Text that goes with the transfer. Published on the portal since."""
