from ..model import OpenEnum


class ApiKeyStatus(OpenEnum):
    """Whether the key can be used."""

    ACTIVE = "Active"
    EXPIRED = "Expired"
