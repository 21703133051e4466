from ..model import OpenEnum as _OpenEnum


class CargoCategory(_OpenEnum):
    """Kind of parcel. Documents weigh at most 1 kg and measure at most 350 by 250 by 20 mm,
    cargo is large and bulky."""

    PARCEL = "parcel"
    DOCUMENTS = "documents"
    CARGO = "cargo"
