from ..model import OpenEnum as _OpenEnum


class PrintSize(_OpenEnum):
    """Paper size, one value: size_100_100 is a label of 100 by 100 mm, the only size for
    marking."""

    SIZE_100_100 = "size_100_100"
    SIZE_A4 = "size_A4"
