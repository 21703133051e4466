from __future__ import annotations

from ..model import Model as _Model, model as _model


@_model
class ShipmentParcel(_Model):
    """One parcel of a shipment."""

    _json_names = {
        "cargo_category": "cargoCategory",
        "parcel_description": "parcelDescription",
        "insurance_cost": "insuranceCost",
        "row_number": "rowNumber",
        "actual_weight": "actualWeight",
    }

    cargo_category: ShipmentCargoCategory | str
    """Kind of parcel; documents weigh at most 1 kg and measure at most 350 by 250 by 20 mm."""
    parcel_description: str
    """What is in the parcel, in a few words. At most 255 characters."""
    insurance_cost: float
    """Declared value in the currency of the sender's country; bounds the compensation for loss
    or damage. Above 0 from Ukraine to abroad; within the EU 0 will do. Above 1."""
    row_number: int
    """Position of the parcel in the shipment, counted from 1."""
    width: int
    """Width in mm."""
    length: int
    """Length in mm."""
    height: int
    """Height in mm."""
    actual_weight: int
    """Weight in g; the service rounds down to full 10 g. At most 2147483647."""


from ..models.shipment_cargo_category import ShipmentCargoCategory
