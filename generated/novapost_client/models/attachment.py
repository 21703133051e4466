from __future__ import annotations

import datetime as _dt

from ..model import Model as _Model, model as _model
from ..types import UNSET, Unset as _Unset


@_model
class Attachment(_Model):
    """A file attached to a shipment."""

    _json_names = {
        "shipment_id": "shipmentId",
        "storage_info": "storageInfo",
        "created_at": "createdAt",
    }

    shipment_id: int | str | _Unset = UNSET
    """Id of the shipment."""
    storage_info: StorageInfo | _Unset = UNSET
    """A stored file."""
    created_at: _dt.datetime | None | _Unset = UNSET
    """When the file was stored."""


from ..models.storage_info import StorageInfo
