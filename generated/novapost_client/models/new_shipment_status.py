from ..model import OpenEnum as _OpenEnum


class NewShipmentStatus(_OpenEnum):
    """Status the shipment shall have; ReadyToShip is the only one that can be set."""

    READY_TO_SHIP = "ReadyToShip"
