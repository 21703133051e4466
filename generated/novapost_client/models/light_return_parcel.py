from __future__ import annotations

from ..model import UNSET, Model as _Model, Unset as _Unset, model as _model


@_model
class LightReturnParcel(_Model):
    """One parcel of a shipment."""

    cargo_category: ShipmentCargoCategory | str | _Unset = UNSET
    """Kind of parcel. Documents weigh at most 1 kg and measure at most 350 by 250 by 20 mm."""
    parcel_description: str | _Unset = UNSET
    """What is in the parcel, in a few words."""
    insurance_cost: float | _Unset = UNSET
    """Declared value in the currency of the sender's country, above 0. Bounds the compensation
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
    """Weight in g. The service rounds down to full 10 g."""


from . import ShipmentCargoCategory
