from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from ..model import Model, model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.currency_amount import CurrencyAmount


@model
class Conversion(Model):
    """An amount of money in the currency asked about, in the main currency of the country, and
    in the others."""

    _json_names: ClassVar = {
        "request_currency": "requestCurrency",
        "main_currency": "mainCurrency",
        "converted_currencies": "convertedCurrencies",
    }

    request_currency: CurrencyAmount | Unset = UNSET
    """An amount of money in one currency."""
    main_currency: CurrencyAmount | Unset = UNSET
    """An amount of money in one currency."""
    converted_currencies: list[CurrencyAmount] | Unset = UNSET
    """The amount in each of the other currencies."""
