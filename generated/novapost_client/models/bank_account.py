from __future__ import annotations

from ..model import UNSET, Model as _Model, Unset as _Unset, model as _model


@_model
class BankAccount(_Model):
    """Account the money collected on delivery is sent to."""

    amount: float | _Unset = UNSET
    """Amount sent to the account."""
    currency_code: str | _Unset = UNSET
    """Currency of the transfer, ISO 4217, as the sender's contract has it."""
    bank_account_id: str | _Unset = UNSET
    """Tax number of the owner of the account."""
    bank_account_name: str | _Unset = UNSET
    """Number of the account, as IBAN."""
    commission_payer: str | _Unset = UNSET
    """Who pays the commission: Sender or Recipient."""
    description: str | _Unset = UNSET
    """Text that goes with the transfer. Published on the portal since April 2026."""
