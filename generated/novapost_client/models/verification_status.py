from __future__ import annotations

import datetime as _dt

from ..model import UNSET, Model as _Model, Unset as _Unset, model as _model


@_model
class VerificationStatus(_Model):
    """Verification status of one shipment."""

    _json_names = {
        "ref": "Ref", "state": "State", "date": "Date",
        "status_of_international_express_waybill": "StatusOfInternationalExpressWaybill",
        "note": "Note", "closed_date": "ClosedDate",
    }  # fmt: skip

    ref: str | _Unset = UNSET
    """Reference (UUID) of the shipment."""
    state: str | _Unset = UNSET
    """Verification state, such as NotVerified, Verified or Rejected."""
    date: _dt.datetime | None | _Unset = UNSET
    """When the state was set."""
    status_of_international_express_waybill: str | _Unset = UNSET
    """The state in words."""
    note: str | _Unset = UNSET
    """Comment on the state."""
    closed_date: _dt.datetime | None | _Unset = UNSET
    """When the verification was closed. A date in the year 1 if it was not."""
