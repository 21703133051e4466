from ..model import OpenEnum as _OpenEnum


class DapIncoterm(_OpenEnum):
    """Terms of delivery: with DAP the recipient pays duties and taxes."""

    DAP = "DAP"
