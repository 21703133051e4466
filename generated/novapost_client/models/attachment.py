from __future__ import annotations

from typing import TYPE_CHECKING

from ..model import UNSET, Model as _Model, Unset as _Unset, model as _model

if TYPE_CHECKING:
    from . import StorageInfo


@_model
class Attachment(_Model):
    """A file attached to a shipment."""

    shipment_id: int | str | _Unset = UNSET
    """Id of the shipment."""
    storage_info: StorageInfo | _Unset = UNSET
    """A stored file."""
    created_at: str | _Unset = UNSET
    """When the file was stored."""
