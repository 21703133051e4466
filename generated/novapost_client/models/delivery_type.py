from ..model import OpenEnum as _OpenEnum


class DeliveryType(_OpenEnum):
    """Way the label is for: Pickup is the first mile, Shipment the last. Only with type marking."""

    PICKUP = "Pickup"
    SHIPMENT = "Shipment"
