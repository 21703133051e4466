from __future__ import annotations

from ..model import Model as _Model, model as _model
from ..types import UNSET, Unset as _Unset


@_model
class ShipmentRequest(_Model):
    """A shipment to create. Lengths are in mm, weights in g."""

    _json_names = {
        "client_order": "clientOrder",
        "payer_type": "payerType",
        "payer_contract_number": "payerContractNumber",
        "tariff_type": "tariffType",
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
    """Status the shipment shall have; ReadyToShip is the only one that can be set. The others
    are met later:

    - Draft: not yet complete
    - Accepted: taken over
    - Issued: complete, handed over
    - ReadyToShip: ready to be sent, its waybill was created
    - Deleted: deleted
    - Returned: back with the sender
    - Utilized: the goods were disposed of, and the shipment is closed."""
    client_order: str | _Unset = UNSET
    """Your own number of the order, at most 50 characters."""
    note: str | _Unset = UNSET
    """Remarks on the shipment. At most 255 characters."""
    payer_contract_number: str | None | _Unset = UNSET
    """Contract the delivery is charged to; needed for ThirdPerson, and for a Sender who does not
    pay cash. From Ukraine the tax number (EDRPOU) will do. From 2 to 20 characters."""
    services: list[ServiceRequest] | _Unset = UNSET
    """Additional services, such as cash on delivery."""
    invoice: Invoice | None | _Unset = UNSET
    """Invoice for customs; needed when the goods cross the border of the EU."""
    tariff_type: TariffType | str | _Unset = UNSET
    """Kind of tariff; the service decides if it is not given. Published on the portal since, on
    a page that is a draft."""


from ..models.invoice import Invoice
from ..models.new_shipment_status import NewShipmentStatus
from ..models.payer_type import PayerType
from ..models.service_request import ServiceRequest
from ..models.shipment_parcel import ShipmentParcel
from ..models.shipment_recipient import ShipmentRecipient
from ..models.shipment_sender import ShipmentSender
from ..models.tariff_type import TariffType
