from ..model import OpenEnum as _OpenEnum


class DivisionCategory(_OpenEnum):
    """Values that the documentation lists; others are possible."""

    POSTOMAT = "Postomat"
    POST_BRANCH = "PostBranch"
    CARGO_BRANCH = "CargoBranch"
    PUDO = "PUDO"
