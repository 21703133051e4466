from __future__ import annotations

from typing import ClassVar

from ..model import Model, model


@model
class ShipmentReference(Model):
    """A shipment, by its id."""

    _json_names: ClassVar = {"shipment_id": "shipmentId"}

    shipment_id: int | str
    """Id of the shipment."""
