from __future__ import annotations

import datetime as _dt

from ..model import Model as _Model, model as _model
from ..types import UNSET, Unset as _Unset


@_model
class StorageInfo(_Model):
    """A stored file."""

    _json_names = {"document_type": "documentType", "created_at": "createdAt"}

    id: str | _Unset = UNSET
    """Id of the file, for the download."""
    name: str | _Unset = UNSET
    """Name of the file."""
    document_type: str | _Unset = UNSET
    """Kind of document: Signature or ProofOfDelivery."""
    created_at: _dt.datetime | None | _Unset = UNSET
    """When the file was stored. In the published example, not in the schema."""
