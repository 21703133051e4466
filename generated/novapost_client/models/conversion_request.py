from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from ..model import Model, model
from ..types import UNSET, Unset


@model
class ConversionRequest(Model):
    """An amount of money to convert."""

    _json_names: ClassVar = {"country_code": "countryCode", "currency_code": "currencyCode"}

    amount: float | Unset = UNSET
    """Amount to convert, with two decimal places."""
    country_code: str | Unset = UNSET
    """Country whose rates are taken, the sender's, ISO 3166-1 alpha-2."""
    currency_code: str | Unset = UNSET
    """Currency of the amount, ISO 4217."""
    date: datetime | None | Unset = UNSET
    """Day whose rates are taken."""
