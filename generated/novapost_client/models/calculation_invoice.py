from __future__ import annotations

from ..model import Model as _Model, model as _model
from ..types import UNSET, Unset as _Unset


@_model
class CalculationInvoice(_Model):
    """What customs payments are calculated from."""

    _json_names = {"payer_fees_customs": "payerFeesCustoms"}

    incoterm: Incoterm | str | _Unset = UNSET
    """Terms of delivery: with DAP the recipient pays duties and taxes, with DDP the sender does."""
    currency: str | _Unset = UNSET
    """Currency of the value, ISO 4217."""
    cost: float | _Unset = UNSET
    """Declared value of the goods; needed with DDP. At least 1."""
    payer_fees_customs: PayerType | str | _Unset = UNSET
    """Who pays the customs duties."""


from ..models.incoterm import Incoterm
from ..models.payer_type import PayerType
