from __future__ import annotations

from ..model import UNSET, Model as _Model, Unset as _Unset, model as _model


@_model
class TrackedParcel(_Model):
    """One parcel of a tracked shipment."""

    number: str | _Unset = UNSET
    """Number of the parcel. 14 digits in Ukraine."""
    row_number: int | None | _Unset = UNSET
    """Position of the parcel in the shipment, counted from 1. May be null."""
    untied: bool | _Unset = UNSET
    """Whether the parcel was cancelled. Documented as internal, not for use."""
    cargo_category_group: str | _Unset = UNSET
    """Kind of parcel, such as parcel or documents."""
    cargo_category_id: str | _Unset = UNSET
    """Internal to the service. Not for use."""
    category_cargo_name: str | _Unset = UNSET
    """Name of the kind of parcel."""
    parcel_description: str | _Unset = UNSET
    """What is in the parcel, in a few words. At most 255 characters."""
    insurance_cost: float | _Unset = UNSET
    """Declared value, in the currency of insuranceCostCurrencyCode."""
    insurance_cost_currency_code: str | _Unset = UNSET
    """Currency of the declared value, ISO 4217."""
    length: int | _Unset = UNSET
    """Length in mm. The published example reads like cm."""
    width: int | _Unset = UNSET
    """Width in mm. The published example reads like cm."""
    height: int | _Unset = UNSET
    """Height in mm. The published example reads like cm."""
    actual_weight: float | _Unset = UNSET
    """Weight in g. The published example reads like kg. At most 2147483647."""
    volumetric_weight: float | _Unset = UNSET
    """Volumetric weight in g. The published example reads like kg. At most 2147483647."""
    length_check: float | None | _Unset = UNSET
    """Length in mm as measured again on the way. Null if it was not."""
    width_check: float | None | _Unset = UNSET
    """Width in mm as measured again on the way. Null if it was not."""
    height_check: float | None | _Unset = UNSET
    """Height in mm as measured again on the way. Null if it was not."""
    actual_weight_check: float | None | _Unset = UNSET
    """Weight in g as weighed again on the way. Null if it was not."""
    volumetric_weight_check: float | None | _Unset = UNSET
    """Volumetric weight in g as measured again on the way. Null if it was not."""
