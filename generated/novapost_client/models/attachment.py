from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from ..model import Model, model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.storage_info import StorageInfo


@model
class Attachment(Model):
    """A file attached to a shipment."""

    _json_names: ClassVar = {
        "shipment_id": "shipmentId",
        "storage_info": "storageInfo",
        "created_at": "createdAt",
    }

    shipment_id: int | str | Unset = UNSET
    """Id of the shipment."""
    storage_info: StorageInfo | Unset = UNSET
    """A stored file."""
    created_at: str | Unset = UNSET
    """When the file was stored."""
