from ..model import OpenEnum as _OpenEnum


class PrintType(_OpenEnum):
    """Which document to print. Needed. The parcel label is marking."""

    MARKING = "marking"
    INTERNATIONAL = "international"
    INVOICE = "invoice"
