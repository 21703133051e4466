from __future__ import annotations

from ..model import Model as _Model, model as _model
from ..types import UNSET, Unset as _Unset


@_model
class RemovedShipmentReference(_Model):
    """A shipment, by its id."""

    _json_names = {"shipment_id": "shipmentId"}

    shipment_id: int | str | _Unset = UNSET
    """Id of the shipment."""
