from __future__ import annotations

from ..model import Model as _Model, model as _model


@_model
class ShipmentReference(_Model):
    """A shipment, by its id."""

    shipment_id: int | str
    """Id of the shipment."""
