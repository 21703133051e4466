from __future__ import annotations

from typing import ClassVar

from ..model import Model, model
from ..types import UNSET, Unset


@model
class TrackedParcel(Model):
    """One parcel of a tracked shipment."""

    _json_names: ClassVar = {
        "row_number": "rowNumber",
        "cargo_category_group": "cargoCategoryGroup",
        "cargo_category_id": "cargoCategoryId",
        "category_cargo_name": "categoryCargoName",
        "parcel_description": "parcelDescription",
        "insurance_cost": "insuranceCost",
        "insurance_cost_currency_code": "insuranceCostCurrencyCode",
        "actual_weight": "actualWeight",
        "volumetric_weight": "volumetricWeight",
        "length_check": "lengthCheck",
        "width_check": "widthCheck",
        "height_check": "heightCheck",
        "actual_weight_check": "actualWeightCheck",
        "volumetric_weight_check": "volumetricWeightCheck",
    }

    number: str | Unset = UNSET
    """Number of the parcel; 14 digits in Ukraine."""
    row_number: int | None | Unset = UNSET
    """Position of the parcel in the shipment, counted from 1; may be null."""
    untied: bool | Unset = UNSET
    """Whether the parcel was cancelled; documented as internal, not for use."""
    cargo_category_group: str | Unset = UNSET
    """Kind of parcel, such as parcel or documents."""
    cargo_category_id: str | Unset = UNSET
    """Internal to the service; not for use."""
    category_cargo_name: str | Unset = UNSET
    """Name of the kind of parcel."""
    parcel_description: str | Unset = UNSET
    """What is in the parcel, in a few words. At most 255 characters."""
    insurance_cost: float | Unset = UNSET
    """Declared value, in the currency of insuranceCostCurrencyCode."""
    insurance_cost_currency_code: str | Unset = UNSET
    """Currency of the declared value, ISO 4217."""
    length: int | Unset = UNSET
    """Length in mm; the published example reads like cm."""
    width: int | Unset = UNSET
    """Width in mm; the published example reads like cm."""
    height: int | Unset = UNSET
    """Height in mm; the published example reads like cm."""
    actual_weight: float | Unset = UNSET
    """Weight in g; the published example reads like kg. At most 2147483647."""
    volumetric_weight: float | Unset = UNSET
    """Volumetric weight in g; the published example reads like kg. At most 2147483647."""
    length_check: float | None | Unset = UNSET
    """Length in mm as measured again on the way; null if it was not."""
    width_check: float | None | Unset = UNSET
    """Width in mm as measured again on the way; null if it was not."""
    height_check: float | None | Unset = UNSET
    """Height in mm as measured again on the way; null if it was not."""
    actual_weight_check: float | None | Unset = UNSET
    """Weight in g as weighed again on the way; null if it was not."""
    volumetric_weight_check: float | None | Unset = UNSET
    """Volumetric weight in g as measured again on the way; null if it was not."""
