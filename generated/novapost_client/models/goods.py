from __future__ import annotations

from typing import ClassVar

from ..model import Model, model
from ..types import UNSET, Unset


@model
class Goods(Model):
    """An item of goods, by the fields that can be changed."""

    _json_names: ClassVar = {
        "goods_unit_name": "goodsUnitName",
        "goods_unit_full_name": "goodsUnitFullName",
        "invent_expire_days": "inventExpireDays",
    }

    goods_unit_name: str | Unset = UNSET
    """Short name of the goods. From 2 to 255 characters."""
    goods_unit_full_name: str | Unset = UNSET
    """Full name of the goods. From 2 to 255 characters."""
    price: float | Unset = UNSET
    """Price of one unit. From 0.01 to 1000000."""
    invent_expire_days: int | None | Unset = UNSET
    """How many days the goods keep; null if they do not expire. At most 15000."""
