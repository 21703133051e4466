from __future__ import annotations

from ..model import UNSET, Model as _Model, Unset as _Unset, model as _model


@_model
class ShipmentUpdate(_Model):
    """A shipment as it shall be. Lengths are in mm, weights in g."""

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
    payer_type: PayerType | str | _Unset = UNSET
    """Who pays for the delivery. ThirdPerson needs payerContractNumber."""
    payer_contract_number: str | None | _Unset = UNSET
    """Contract the delivery is charged to. Needed for ThirdPerson, and for a Sender who does not
    pay cash. From Ukraine the tax number (EDRPOU) will do. From 2 to 20 characters."""
    invoice: InvoiceUpdate | _Unset = UNSET
    """Invoice for customs. Needed when the goods cross the border of the EU."""
    parcels: list[ParcelUpdate] | _Unset = UNSET
    """The parcels of the shipment."""
    sender: SenderUpdate | _Unset = UNSET
    """Who sends the shipment, and from where: a division or an address."""
    recipient: RecipientUpdate | _Unset = UNSET
    """Who receives the shipment, and where: at a division or an address."""
    tariff_type: TariffType | str | _Unset = UNSET
    """Kind of tariff. The service decides if it is not given. Published on the portal since
    April 2026, on a page that is a draft."""


from . import (
    InvoiceUpdate,
    NewShipmentStatus,
    ParcelUpdate,
    PayerType,
    RecipientUpdate,
    SenderUpdate,
    TariffType,
)
