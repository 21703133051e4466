from __future__ import annotations

from typing import TYPE_CHECKING

from ..model import Model as _Model, model as _model
from ..types import UNSET, Unset as _Unset

if TYPE_CHECKING:
    from ..models.invoice import Invoice
    from ..models.new_shipment_status import NewShipmentStatus
    from ..models.payer_type import PayerType
    from ..models.service_request import ServiceRequest
    from ..models.shipment_parcel import ShipmentParcel
    from ..models.shipment_recipient import ShipmentRecipient
    from ..models.shipment_sender import ShipmentSender


@_model
class ShipmentRequest(_Model):
    """A shipment to create. Lengths are in mm, weights in g."""

    _json_names = {
        "client_order": "clientOrder",
        "payer_type": "payerType",
        "payer_contract_number": "payerContractNumber",
    }

    payer_type: PayerType | str
    """Who pays for the delivery; ThirdPerson needs payerContractNumber."""
    parcels: list[ShipmentParcel]
    """The parcels of the shipment."""
    sender: ShipmentSender
    """Who sends the shipment, and from where: a division or an address."""
    recipient: ShipmentRecipient
    """Who receives the shipment, and where: at a division or an address."""
    status: NewShipmentStatus | str | _Unset = UNSET
    """Status the shipment shall have; ReadyToShip is the only one that can be set."""
    client_order: str | _Unset = UNSET
    """Your own number of the order, at most 50 characters."""
    note: str | _Unset = UNSET
    """Remarks on the shipment."""
    payer_contract_number: str | None | _Unset = UNSET
    """Contract the delivery is charged to; needed for ThirdPerson, and for a Sender who does not
    pay cash."""
    services: list[ServiceRequest] | _Unset = UNSET
    """Additional services, such as cash on delivery."""
    invoice: Invoice | _Unset = UNSET
    """Invoice for customs; needed when the goods cross the border of the EU."""
