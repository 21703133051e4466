from ..model import OpenEnum as _OpenEnum


class ApiKeyStatus(_OpenEnum):
    """Whether the key can be used."""

    ACTIVE = "Active"
    EXPIRED = "Expired"
