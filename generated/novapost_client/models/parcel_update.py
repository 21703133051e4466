from __future__ import annotations

from ..model import UNSET, Model as _Model, Unset as _Unset, model as _model


@_model
class ParcelUpdate(_Model):
    """One parcel of a shipment."""

    cargo_category: CargoCategory | str | _Unset = UNSET
    """Kind of parcel. Documents weigh at most 1 kg and measure at most 350 by 250 by 20 mm,
    cargo is large and bulky."""
    parcel_description: str | _Unset = UNSET
    """What is in the parcel, in a few words. At most 255 characters."""
    insurance_cost: float | _Unset = UNSET
    """Declared value in the currency of the sender's country. Bounds the compensation for loss
    or damage. Above 0 from Ukraine to abroad. Within the EU 0 will do. Above 1."""
    row_number: int | _Unset = UNSET
    """Position of the parcel in the shipment, counted from 1."""
    untied: bool | _Unset = UNSET
    """Cancels this parcel before the shipment is Accepted:

    - all parcels: must be in the request, each with untied, or it is refused (Required parcel
      [rowNumber] is missing)
    - the first, rowNumber 1: cannot be cancelled: cancel the shipment and create it anew
    - a rowNumber that is not there: is refused (Impossible to delete a non-existent parcel)."""
    width: int | _Unset = UNSET
    """Width in mm."""
    length: int | _Unset = UNSET
    """Length in mm."""
    height: int | _Unset = UNSET
    """Height in mm."""
    actual_weight: int | _Unset = UNSET
    """Weight in g. The service rounds down to full 10 g. At most 2147483647."""


from . import CargoCategory
