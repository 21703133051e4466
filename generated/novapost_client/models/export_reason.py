from ..model import OpenEnum as _OpenEnum


class ExportReason(_OpenEnum):
    """Why the goods leave the country. Gifts are ForPersonalPurposes."""

    FOR_PERSONAL_PURPOSES = "ForPersonalPurposes"
    SELLING = "Selling"
    REPAIR = "Repair"
    RETURN = "Return"
    OTHER = "Other"
