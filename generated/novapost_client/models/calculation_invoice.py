from __future__ import annotations

from ..model import UNSET, Model as _Model, Unset as _Unset, model as _model


@_model
class CalculationInvoice(_Model):
    """What customs payments are calculated from."""

    incoterm: Incoterm | str | _Unset = UNSET
    """Terms of delivery: with DAP the recipient pays duties and taxes, with DDP the sender does."""
    currency: str | _Unset = UNSET
    """Currency of the value, ISO 4217."""
    cost: float | _Unset = UNSET
    """Declared value of the goods. Needed with DDP. At least 1."""
    payer_fees_customs: PayerType | str | _Unset = UNSET
    """Who pays the customs duties."""


from . import Incoterm, PayerType
