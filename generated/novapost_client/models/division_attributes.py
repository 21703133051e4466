from __future__ import annotations

from ..model import Model as _Model, model as _model
from ..types import UNSET, Unset as _Unset


@_model
class DivisionAttributes(_Model):
    """Further attributes of the division."""

    _json_names = {"print_form_delivery_region": "printFormDeliveryRegion"}

    print_form_delivery_region: str | _Unset = UNSET
    """Code of the hub shipments go through, for the label; Moldova only."""
