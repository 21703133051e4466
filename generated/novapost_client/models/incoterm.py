from ..model import OpenEnum


class Incoterm(OpenEnum):
    """Terms of delivery: with DAP the recipient pays duties and taxes, with DDP the sender does."""

    DAP = "DAP"
    DDP = "DDP"
