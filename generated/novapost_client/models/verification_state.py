from ..model import OpenEnum


class VerificationState(OpenEnum):
    """State of verification to answer with."""

    ORDER = "Order"
    CLOSED = "Closed"
    ALL_ORDERS = "allOrders"
