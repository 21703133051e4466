from __future__ import annotations

from ..model import UNSET, Model as _Model, Unset as _Unset, model as _model


@_model
class LightReturnRequest(_Model):
    """A return to create. What is left out is taken from the original shipment."""

    number: str
    """Number of the delivered shipment to return."""
    division_id: int | str | _Unset = UNSET
    """Id of the division the return is sent from. Not a parcel locker."""
    sender_phone: str | _Unset = UNSET
    """Phone number of the sender, in international form, digits only."""
    address_parts: AddressParts | _Unset = UNSET
    """A postal address in parts."""
    invoice: LightReturnInvoice | _Unset = UNSET
    """Invoice for customs. Needed when the goods cross the border of the EU."""
    parcels: list[LightReturnParcel] | _Unset = UNSET
    """The parcels of the shipment."""


from . import AddressParts, LightReturnInvoice, LightReturnParcel
