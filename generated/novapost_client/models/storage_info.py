from __future__ import annotations

import datetime as _dt

from ..model import UNSET, Model as _Model, Unset as _Unset, model as _model


@_model
class StorageInfo(_Model):
    """A stored file."""

    id: str | _Unset = UNSET
    """Id of the file, for the download."""
    name: str | _Unset = UNSET
    """Name of the file."""
    document_type: str | _Unset = UNSET
    """Kind of document: Signature or ProofOfDelivery."""
    created_at: _dt.datetime | None | _Unset = UNSET
    """When the file was stored. In the published example, not in the schema."""
