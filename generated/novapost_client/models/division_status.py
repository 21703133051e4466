from ..model import OpenEnum as _OpenEnum


class DivisionStatus(_OpenEnum):
    """Values that the documentation lists; others are possible."""

    WORKING = "Working"
    NOT_WORKING = "NotWorking"
    NOT_WORKING_TEMPORARY = "NotWorkingTemporary"
    IN_PROCESS_OPENING = "InProcessOpening"
