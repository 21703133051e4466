from ..model import OpenEnum


class PayerType(OpenEnum):
    """Values that the documentation lists; others are possible."""

    SENDER = "Sender"
    RECIPIENT = "Recipient"
    THIRD_PERSON = "ThirdPerson"
