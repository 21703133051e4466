from ..model import OpenEnum as _OpenEnum


class PrintType(_OpenEnum):
    """Which document to print: marking is the parcel label; needed, one value."""

    MARKING = "marking"
    INTERNATIONAL = "international"
    INVOICE = "invoice"
