from __future__ import annotations

from ..model import UNSET, Model as _Model, Unset as _Unset, model as _model


@_model
class Conversion(_Model):
    """An amount of money in the currency asked about, in the main currency of the country, and
    in the others."""

    request_currency: CurrencyAmount | _Unset = UNSET
    """An amount of money in one currency."""
    main_currency: CurrencyAmount | _Unset = UNSET
    """An amount of money in one currency."""
    converted_currencies: list[CurrencyAmount] | _Unset = UNSET
    """The amount in each of the other currencies."""


from . import CurrencyAmount
