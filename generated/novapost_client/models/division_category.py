from ..model import OpenEnum


class DivisionCategory(OpenEnum):
    """Values that the documentation lists; others are possible."""

    POSTOMAT = "Postomat"
    POST_BRANCH = "PostBranch"
    CARGO_BRANCH = "CargoBranch"
    PUDO = "PUDO"
