from __future__ import annotations

from typing import TYPE_CHECKING

from ..model import Model as _Model, model as _model
from ..types import UNSET, Unset as _Unset

if TYPE_CHECKING:
    from ..models.cash_on_delivery import CashOnDelivery


@_model
class ServiceParameters(_Model):
    """What the service needs to know; for COD, where the money goes."""

    cod: CashOnDelivery | _Unset = UNSET
    """Where the money collected on delivery goes."""
