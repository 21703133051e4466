from ..model import OpenEnum


class PackingType(OpenEnum):
    """Kind of packing: PA is a box, PX a pallet."""

    PA = "PA"
    PX = "PX"
