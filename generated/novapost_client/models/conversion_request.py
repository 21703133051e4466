from __future__ import annotations

import datetime as _dt

from ..model import Model as _Model, model as _model
from ..types import UNSET, Unset as _Unset


@_model
class ConversionRequest(_Model):
    """An amount of money to convert."""

    _json_names = {"country_code": "countryCode", "currency_code": "currencyCode"}

    amount: float | _Unset = UNSET
    """Amount to convert, with two decimal places."""
    country_code: str | _Unset = UNSET
    """Country whose rates are taken, the sender's, ISO 3166-1 alpha-2."""
    currency_code: str | _Unset = UNSET
    """Currency of the amount, ISO 4217."""
    date: _dt.datetime | None | _Unset = UNSET
    """Day whose rates are taken."""
