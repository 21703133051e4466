from __future__ import annotations

from typing import ClassVar

from ..model import Model, model
from ..types import UNSET, Unset


@model
class RemovedShipmentReference(Model):
    """A shipment, by its id."""

    _json_names: ClassVar = {"shipment_id": "shipmentId"}

    shipment_id: int | str | Unset = UNSET
    """Id of the shipment."""
