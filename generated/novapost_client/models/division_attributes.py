from __future__ import annotations

from typing import ClassVar

from ..model import Model, model
from ..types import UNSET, Unset


@model
class DivisionAttributes(Model):
    """Further attributes of the division."""

    _json_names: ClassVar = {"print_form_delivery_region": "printFormDeliveryRegion"}

    print_form_delivery_region: str | Unset = UNSET
    """Code of the hub shipments go through, for the label; Moldova only."""
