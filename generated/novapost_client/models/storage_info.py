from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from ..model import Model, model
from ..types import UNSET, Unset


@model
class StorageInfo(Model):
    """A stored file."""

    _json_names: ClassVar = {"document_type": "documentType", "created_at": "createdAt"}

    id: str | Unset = UNSET
    """Id of the file, for the download."""
    name: str | Unset = UNSET
    """Name of the file."""
    document_type: str | Unset = UNSET
    """Kind of document: Signature or ProofOfDelivery."""
    created_at: datetime | None | Unset = UNSET
    """When the file was stored. In the published example, not in the schema."""
