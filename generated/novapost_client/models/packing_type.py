from ..model import OpenEnum as _OpenEnum


class PackingType(_OpenEnum):
    """Kind of packing: PA is a box, PX a pallet."""

    PA = "PA"
    PX = "PX"
