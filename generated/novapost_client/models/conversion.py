from __future__ import annotations

from ..model import Model as _Model, model as _model
from ..types import UNSET, Unset as _Unset


@_model
class Conversion(_Model):
    """An amount of money in the currency asked about, in the main currency of the country, and
    in the others."""

    _json_names = {
        "request_currency": "requestCurrency",
        "main_currency": "mainCurrency",
        "converted_currencies": "convertedCurrencies",
    }

    request_currency: CurrencyAmount | _Unset = UNSET
    """An amount of money in one currency."""
    main_currency: CurrencyAmount | _Unset = UNSET
    """An amount of money in one currency."""
    converted_currencies: list[CurrencyAmount] | _Unset = UNSET
    """The amount in each of the other currencies."""


from ..models.currency_amount import CurrencyAmount
