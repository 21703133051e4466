from ..model import OpenEnum as _OpenEnum


class PayerType(_OpenEnum):
    """Values that the documentation lists; others are possible."""

    SENDER = "Sender"
    RECIPIENT = "Recipient"
    THIRD_PERSON = "ThirdPerson"
