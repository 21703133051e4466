from __future__ import annotations

from typing import ClassVar

from ..model import Model, model
from ..types import UNSET, Unset


@model
class RegisterShipment(Model):
    """A shipment in a register."""

    _json_names: ClassVar = {"shipment_id": "shipmentId", "shipment_number": "shipmentNumber"}

    shipment_id: str | Unset = UNSET
    """Id of the shipment."""
    shipment_number: str | Unset = UNSET
    """Number of the shipment."""
