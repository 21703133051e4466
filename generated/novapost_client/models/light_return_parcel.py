from __future__ import annotations

from ..model import Model as _Model, model as _model
from ..types import UNSET, Unset as _Unset


@_model
class LightReturnParcel(_Model):
    """One parcel of a shipment."""

    _json_names = {
        "cargo_category": "cargoCategory",
        "parcel_description": "parcelDescription",
        "insurance_cost": "insuranceCost",
        "row_number": "rowNumber",
        "actual_weight": "actualWeight",
    }

    cargo_category: ShipmentCargoCategory | str | _Unset = UNSET
    """Kind of parcel; documents weigh at most 1 kg and measure at most 350 by 250 by 20 mm."""
    parcel_description: str | _Unset = UNSET
    """What is in the parcel, in a few words."""
    insurance_cost: float | _Unset = UNSET
    """Declared value in the currency of the sender's country, above 0; bounds the compensation
    for loss or damage."""
    row_number: int | _Unset = UNSET
    """Position of the parcel in the shipment, counted from 1."""
    width: int | _Unset = UNSET
    """Width in mm."""
    length: int | _Unset = UNSET
    """Length in mm."""
    height: int | _Unset = UNSET
    """Height in mm."""
    actual_weight: int | _Unset = UNSET
    """Weight in g; the service rounds down to full 10 g."""


from ..models.shipment_cargo_category import ShipmentCargoCategory
