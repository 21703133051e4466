from ..model import OpenEnum as _OpenEnum


class CountryCode(_OpenEnum):
    """Values that the documentation lists; others are possible."""

    CZ = "CZ"
    DE = "DE"
    EE = "EE"
    ES = "ES"
    FR = "FR"
    GB = "GB"
    HU = "HU"
    IT = "IT"
    LT = "LT"
    LV = "LV"
    MD = "MD"
    NL = "NL"
    PL = "PL"
    RO = "RO"
    SK = "SK"
    UA = "UA"
