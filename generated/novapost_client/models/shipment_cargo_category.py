from ..model import OpenEnum as _OpenEnum


class ShipmentCargoCategory(_OpenEnum):
    """Kind of parcel. Documents weigh at most 1 kg and measure at most 350 by 250 by 20 mm."""

    PARCEL = "parcel"
    DOCUMENTS = "documents"
