from __future__ import annotations

from typing import TYPE_CHECKING

from ..model import Model, model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.cash_on_delivery import CashOnDelivery


@model
class ServiceParameters(Model):
    """What the service needs to know; for COD, where the money goes."""

    cod: CashOnDelivery | Unset = UNSET
    """Where the money collected on delivery goes."""
