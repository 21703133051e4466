from __future__ import annotations

from ..model import Model as _Model, model as _model
from ..types import UNSET, Unset as _Unset


@_model
class ServiceParameters(_Model):
    """What the service needs to know; for COD, where the money goes."""

    cod: CashOnDelivery | _Unset = UNSET
    """Where the money collected on delivery goes."""


from ..models.cash_on_delivery import CashOnDelivery
