from __future__ import annotations

from ..model import UNSET, Model as _Model, Unset as _Unset, model as _model


@_model
class CurrencyAmount(_Model):
    """An amount of money in one currency."""

    currency_code: str | _Unset = UNSET
    """Currency, ISO 4217."""
    amount: float | _Unset = UNSET
