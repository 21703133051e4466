from __future__ import annotations

from typing import ClassVar

from ..model import Model, model
from ..types import UNSET, Unset


@model
class CurrencyAmount(Model):
    """An amount of money in one currency."""

    _json_names: ClassVar = {"currency_code": "currencyCode"}

    currency_code: str | Unset = UNSET
    """Currency, ISO 4217."""
    amount: float | Unset = UNSET
