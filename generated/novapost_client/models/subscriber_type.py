from ..model import OpenEnum as _OpenEnum


class SubscriberType(_OpenEnum):
    """What is followed: numbers follows shipments by number, individual those of a phone, legal
    those of companies by tax number, creator those the account created, whoever sends them.
    creator is published on the portal since April 2026."""

    INDIVIDUAL = "individual"
    NUMBERS = "numbers"
    LEGAL = "legal"
    CREATOR = "creator"
