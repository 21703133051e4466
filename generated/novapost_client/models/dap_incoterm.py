from ..model import OpenEnum


class DapIncoterm(OpenEnum):
    """Terms of delivery: with DAP the recipient pays duties and taxes."""

    DAP = "DAP"
