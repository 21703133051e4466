from ..model import OpenEnum


class DeliveryType(OpenEnum):
    """Way the label is for: Pickup is the first mile, Shipment the last; only with type marking."""

    PICKUP = "Pickup"
    SHIPMENT = "Shipment"
