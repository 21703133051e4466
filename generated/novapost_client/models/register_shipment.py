from __future__ import annotations

from ..model import Model as _Model, model as _model
from ..types import UNSET, Unset as _Unset


@_model
class RegisterShipment(_Model):
    """A shipment in a register."""

    _json_names = {"shipment_id": "shipmentId", "shipment_number": "shipmentNumber"}

    shipment_id: str | _Unset = UNSET
    """Id of the shipment."""
    shipment_number: str | _Unset = UNSET
    """Number of the shipment."""
