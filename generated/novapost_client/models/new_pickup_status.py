from ..model import OpenEnum as _OpenEnum


class NewPickupStatus(_OpenEnum):
    """The status to set. Created hands the pickup over to the courier service."""

    CREATED = "Created"
