from __future__ import annotations

import datetime as _dt

from ..model import UNSET, Model as _Model, Unset as _Unset, model as _model


@_model
class UndeliveryReason(_Model):
    """One failed attempt at delivery."""

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
