from ..model import OpenEnum as _OpenEnum


class VerificationState(_OpenEnum):
    """State of verification to answer with."""

    ORDER = "Order"
    CLOSED = "Closed"
    ALL_ORDERS = "allOrders"
