from ..model import OpenEnum as _OpenEnum


class NewShipmentStatus(_OpenEnum):
    """Status the shipment shall have; ReadyToShip is the only one that can be set. The others
    are met later:

    - Draft: not yet complete
    - Accepted: taken over
    - Issued: complete, handed over
    - ReadyToShip: ready to be sent, its waybill was created
    - Deleted: deleted
    - Returned: back with the sender
    - Utilized: the goods were disposed of, and the shipment is closed."""

    READY_TO_SHIP = "ReadyToShip"
