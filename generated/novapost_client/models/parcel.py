from __future__ import annotations

from ..model import UNSET, Model as _Model, Unset as _Unset, model as _model


@_model
class Parcel(_Model):
    """One parcel of a shipment."""

    _json_names = {
        "row_number": "row_number", "cargo_category_id": "cargo_category_id",
        "cargo_category_group": "cargo_category_group", "parcel_description": "parcel_description",
        "insurance_cost": "insurance_cost", "actual_weight": "actual_weight",
        "volumetric_weight": "volumetric_weight", "length_check": "length_check",
        "width_check": "width_check", "height_check": "height_check",
        "actual_weight_check": "actual_weight_check",
        "volumetric_weight_check": "volumetric_weight_check",
    }  # fmt: skip

    number: str | _Unset = UNSET
    """Number of the parcel. 14 digits in Ukraine."""
    row_number: int | _Unset = UNSET
    """Position of the parcel in the shipment, counted from 1."""
    untied: bool | _Unset = UNSET
    """Whether the parcel was cancelled. Documented as internal, not for use."""
    cargo_category_id: str | _Unset = UNSET
    """Internal to the service. Not for use."""
    cargo_category_group: str | _Unset = UNSET
    """Kind of parcel, such as parcel or documents."""
    parcel_description: str | _Unset = UNSET
    """What is in the parcel, in a few words. At most 255 characters."""
    insurance_cost: float | _Unset = UNSET
    """Declared value of the parcel."""
    length: int | _Unset = UNSET
    """Length in mm."""
    width: int | _Unset = UNSET
    """Width in mm."""
    height: int | _Unset = UNSET
    """Height in mm."""
    actual_weight: int | _Unset = UNSET
    """Weight in g. At most 2147483647."""
    volumetric_weight: int | _Unset = UNSET
    """Weight that stands for the volume, in g. At most 2147483647."""
    length_check: int | None | _Unset = UNSET
    """Length in mm as measured again on the way. Null if it was not."""
    width_check: int | None | _Unset = UNSET
    """Width in mm as measured again on the way. Null if it was not."""
    height_check: int | None | _Unset = UNSET
    """Height in mm as measured again on the way. Null if it was not."""
    actual_weight_check: int | None | _Unset = UNSET
    """Weight in g as weighed again on the way. Null if it was not."""
    volumetric_weight_check: int | None | _Unset = UNSET
    """Volumetric weight in g as measured again on the way. Null if it was not."""
