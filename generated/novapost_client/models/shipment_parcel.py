from __future__ import annotations

from ..model import UNSET, Model as _Model, Unset as _Unset, model as _model


@_model
class ShipmentParcel(_Model):
    """One parcel of a shipment."""

    cargo_category: ShipmentCargoCategory | str
    """Kind of parcel. Documents weigh at most 1 kg and measure at most 350 by 250 by 20 mm."""
    parcel_description: str
    """What is in the parcel, in a few words. At most 255 characters."""
    insurance_cost: float
    """Declared value in the currency of the sender's country. Bounds the compensation for loss
    or damage. Above 0 from Ukraine to abroad. Within the EU 0 will do. Above 1."""
    row_number: int
    """Position of the parcel in the shipment, counted from 1."""
    width: int
    """Width in mm."""
    length: int
    """Length in mm."""
    height: int
    """Height in mm."""
    actual_weight: int
    """Weight in g. The service rounds down to full 10 g. At most 2147483647."""
    insurance_currency_code: str | _Unset = UNSET
    """Currency of the declared value, ISO 4217. In use, not published."""
    volumetric_weight: int | _Unset = UNSET
    """Weight that stands for the volume, in g. In the published examples, not in the schema."""


from . import ShipmentCargoCategory
