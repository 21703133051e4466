from ..model import OpenEnum


class PrintType(OpenEnum):
    """Which document to print: marking is the parcel label; needed, one value."""

    MARKING = "marking"
    INTERNATIONAL = "international"
    INVOICE = "invoice"
