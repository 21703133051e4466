from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from ..model import Model, model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.incoterm import Incoterm
    from ..models.payer_type import PayerType


@model
class CalculationInvoice(Model):
    """What customs payments are calculated from."""

    _json_names: ClassVar = {"payer_fees_customs": "payerFeesCustoms"}

    incoterm: Incoterm | str | Unset = UNSET
    """Terms of delivery: with DAP the recipient pays duties and taxes, with DDP the sender does."""
    currency: str | Unset = UNSET
    """Currency of the value, ISO 4217."""
    cost: float | Unset = UNSET
    """Declared value of the goods; needed with DDP. At least 1."""
    payer_fees_customs: PayerType | str | Unset = UNSET
    """Who pays the customs duties."""
