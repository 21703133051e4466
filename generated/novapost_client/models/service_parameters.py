from __future__ import annotations

from typing import TYPE_CHECKING

from ..model import UNSET, Model as _Model, Unset as _Unset, model as _model

if TYPE_CHECKING:
    from . import CashOnDelivery


@_model
class ServiceParameters(_Model):
    """What the service needs to know. For COD, where the money goes."""

    cod: CashOnDelivery | _Unset = UNSET
    """Where the money collected on delivery goes."""
