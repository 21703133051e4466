from ..model import OpenEnum as _OpenEnum


class TariffType(_OpenEnum):
    """Kind of tariff. The service decides if it is not given. Published on the portal since
    April 2026, on a page that is a draft."""

    STANDARD = "standard"
    ECONOMY = "economy"
    EXPRESS = "express"
