from __future__ import annotations

from ..model import UNSET, Model as _Model, Unset as _Unset, model as _model


@_model
class ServiceParameters(_Model):
    """What the service needs to know. For COD, where the money goes."""

    cod: CashOnDelivery | _Unset = UNSET
    """Where the money collected on delivery goes."""
    avaible_payments: str | _Unset = UNSET
    """How it may be paid, such as Cash. In the published examples, not in the schema."""


from . import CashOnDelivery
