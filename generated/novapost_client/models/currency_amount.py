from __future__ import annotations

from ..model import Model as _Model, model as _model
from ..types import UNSET, Unset as _Unset


@_model
class CurrencyAmount(_Model):
    """An amount of money in one currency."""

    _json_names = {"currency_code": "currencyCode"}

    currency_code: str | _Unset = UNSET
    """Currency, ISO 4217."""
    amount: float | _Unset = UNSET
