from ..model import OpenEnum


class NewShipmentStatus(OpenEnum):
    """Status the shipment shall have; ReadyToShip is the only one that can be set."""

    READY_TO_SHIP = "ReadyToShip"
