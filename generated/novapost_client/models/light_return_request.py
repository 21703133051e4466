from __future__ import annotations

from ..model import Model as _Model, model as _model
from ..types import UNSET, Unset as _Unset


@_model
class LightReturnRequest(_Model):
    """A return to create; what is left out is taken from the original shipment."""

    _json_names = {
        "division_id": "divisionId",
        "sender_phone": "senderPhone",
        "address_parts": "addressParts",
    }

    number: str
    """Number of the delivered shipment to return."""
    division_id: int | str | _Unset = UNSET
    """Id of the division the return is sent from; not a parcel locker."""
    sender_phone: str | _Unset = UNSET
    """Phone number of the sender, in international form, digits only."""
    address_parts: AddressParts | _Unset = UNSET
    """A postal address in parts."""
    invoice: LightReturnInvoice | _Unset = UNSET
    """Invoice for customs; needed when the goods cross the border of the EU."""
    parcels: list[LightReturnParcel] | _Unset = UNSET
    """The parcels of the shipment."""


from ..models.address_parts import AddressParts
from ..models.light_return_invoice import LightReturnInvoice
from ..models.light_return_parcel import LightReturnParcel
