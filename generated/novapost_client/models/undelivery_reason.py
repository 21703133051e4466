from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from ..model import Model, model
from ..types import UNSET, Unset


@model
class UndeliveryReason(Model):
    """One failed attempt at delivery."""

    _json_names: ClassVar = {
        "reason_name": "reasonName",
        "reason_date": "reasonDate",
        "reason_id": "reasonId",
        "subtype_of_reason_id": "subtypeOfReasonId",
        "subtype_of_reason_name": "subtypeOfReasonName",
    }

    reason_name: str | Unset = UNSET
    """Reason of the failure."""
    reason_date: datetime | None | Unset = UNSET
    """When the attempt failed."""
    reason_id: str | Unset = UNSET
    """Id of the reason."""
    subtype_of_reason_id: str | Unset = UNSET
    """Id of the more exact reason."""
    subtype_of_reason_name: str | Unset = UNSET
    """The more exact reason."""
