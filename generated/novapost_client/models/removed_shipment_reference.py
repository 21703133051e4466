from __future__ import annotations

from ..model import UNSET, Model as _Model, Unset as _Unset, model as _model


@_model
class RemovedShipmentReference(_Model):
    """A shipment, by its id."""

    shipment_id: int | str | _Unset = UNSET
    """Id of the shipment."""
