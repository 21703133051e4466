from __future__ import annotations

from ..model import UNSET, Model as _Model, Unset as _Unset, model as _model


@_model
class Goods(_Model):
    """An item of goods, by the fields that can be changed."""

    goods_unit_name: str | _Unset = UNSET
    """Short name of the goods. From 2 to 255 characters."""
    goods_unit_full_name: str | _Unset = UNSET
    """Full name of the goods. From 2 to 255 characters."""
    price: float | _Unset = UNSET
    """Price of one unit. From 0.01 to 1000000."""
    invent_expire_days: int | None | _Unset = UNSET
    """How many days the goods keep. Null if they do not expire. At most 15000."""
