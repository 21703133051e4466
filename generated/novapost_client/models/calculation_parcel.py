from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from ..model import Model, model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.cargo_category import CargoCategory


@model
class CalculationParcel(Model):
    """One parcel of a shipment."""

    _json_names: ClassVar = {
        "cargo_category": "cargoCategory",
        "insurance_cost": "insuranceCost",
        "row_number": "rowNumber",
        "actual_weight": "actualWeight",
        "volumetric_weight": "volumetricWeight",
    }

    cargo_category: CargoCategory | str | Unset = UNSET
    """Kind of parcel; documents weigh at most 1 kg and measure at most 350 by 250 by 20 mm,
    cargo is large and bulky."""
    insurance_cost: float | Unset = UNSET
    """Declared value in the currency of the sender's country, above 0; bounds the compensation
    for loss or damage."""
    row_number: int | Unset = UNSET
    """Position of the parcel in the shipment, counted from 1."""
    width: int | Unset = UNSET
    """Width in mm."""
    length: int | Unset = UNSET
    """Length in mm."""
    height: int | Unset = UNSET
    """Height in mm."""
    actual_weight: int | Unset = UNSET
    """Weight in g; the service rounds down to full 10 g. At most 2147483647."""
    volumetric_weight: int | Unset = UNSET
    """Weight that stands for the volume, in g. At most 2147483647."""
