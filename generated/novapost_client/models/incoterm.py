from ..model import OpenEnum as _OpenEnum


class Incoterm(_OpenEnum):
    """Terms of delivery: with DAP the recipient pays duties and taxes, with DDP the sender does."""

    DAP = "DAP"
    DDP = "DDP"
