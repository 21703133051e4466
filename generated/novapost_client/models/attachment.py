from __future__ import annotations

import datetime as _dt

from ..model import UNSET, Model as _Model, Unset as _Unset, model as _model


@_model
class Attachment(_Model):
    """A file attached to a shipment."""

    shipment_id: int | str | _Unset = UNSET
    """Id of the shipment."""
    storage_info: StorageInfo | _Unset = UNSET
    """A stored file."""
    created_at: _dt.datetime | None | _Unset = UNSET
    """When the file was stored."""


from . import StorageInfo
