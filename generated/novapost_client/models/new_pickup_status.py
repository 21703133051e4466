from ..model import OpenEnum


class NewPickupStatus(OpenEnum):
    """The status to set; Created hands the pickup over to the courier service."""

    CREATED = "Created"
