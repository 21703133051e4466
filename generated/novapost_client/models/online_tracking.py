from __future__ import annotations

import datetime as _dt

from ..model import UNSET, Model as _Model, Unset as _Unset, model as _model


@_model
class OnlineTracking(_Model):
    """Where the shipment is, in short."""

    _json_names = {
        "tracking_status_code": "tracking_status_code",
        "tracking_update_date": "tracking_update_date", "short_description": "short_description",
        "long_description": "long_description",
    }  # fmt: skip

    tracking_status_code: int | _Unset = UNSET
    """Tracking status code, as in the tracking of shipments."""
    tracking_update_date: _dt.datetime | None | _Unset = UNSET
    """When the status last changed."""
    short_description: str | _Unset = UNSET
    """The status in a few words."""
    long_description: str | _Unset = UNSET
    """The status in full."""
    info: str | _Unset = UNSET
    """Further information on the status."""
    label: str | _Unset = UNSET
    """Label of the status."""
