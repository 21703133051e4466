from __future__ import annotations

import datetime as _dt

from ..model import Model as _Model, model as _model
from ..types import UNSET, Unset as _Unset


@_model
class UndeliveryReason(_Model):
    """One failed attempt at delivery."""

    _json_names = {
        "reason_name": "reasonName",
        "reason_date": "reasonDate",
        "reason_id": "reasonId",
        "subtype_of_reason_id": "subtypeOfReasonId",
        "subtype_of_reason_name": "subtypeOfReasonName",
    }

    reason_name: str | _Unset = UNSET
    """Reason of the failure."""
    reason_date: _dt.datetime | None | _Unset = UNSET
    """When the attempt failed."""
    reason_id: str | _Unset = UNSET
    """Id of the reason."""
    subtype_of_reason_id: str | _Unset = UNSET
    """Id of the more exact reason."""
    subtype_of_reason_name: str | _Unset = UNSET
    """The more exact reason."""
