from __future__ import annotations

import datetime as _dt

from ..model import UNSET, Model as _Model, Unset as _Unset, model as _model


@_model
class ConversionRequest(_Model):
    """An amount of money to convert."""

    amount: float | _Unset = UNSET
    """Amount to convert, with two decimal places."""
    country_code: str | _Unset = UNSET
    """Country whose rates are taken, the sender's, ISO 3166-1 alpha-2."""
    currency_code: str | _Unset = UNSET
    """Currency of the amount, ISO 4217."""
    date: _dt.datetime | None | _Unset = UNSET
    """Day whose rates are taken."""
