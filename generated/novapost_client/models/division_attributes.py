from __future__ import annotations

from ..model import UNSET, Model as _Model, Unset as _Unset, model as _model


@_model
class DivisionAttributes(_Model):
    """Further attributes of the division."""

    print_form_delivery_region: str | _Unset = UNSET
    """Code of the hub shipments go through, for the label. Moldova only."""
