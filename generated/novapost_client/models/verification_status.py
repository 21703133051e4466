from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from ..model import Model, model
from ..types import UNSET, Unset


@model
class VerificationStatus(Model):
    """Verification status of one shipment."""

    _json_names: ClassVar = {
        "ref": "Ref",
        "state": "State",
        "date": "Date",
        "status_of_international_express_waybill": "StatusOfInternationalExpressWaybill",
        "note": "Note",
        "closed_date": "ClosedDate",
    }

    ref: str | Unset = UNSET
    """Reference (UUID) of the shipment."""
    state: str | Unset = UNSET
    """Verification state, such as NotVerified, Verified or Rejected."""
    date: datetime | None | Unset = UNSET
    """When the state was set."""
    status_of_international_express_waybill: str | Unset = UNSET
    """The state in words."""
    note: str | Unset = UNSET
    """Comment on the state."""
    closed_date: datetime | None | Unset = UNSET
    """When the verification was closed; a date in the year 1 if it was not."""
