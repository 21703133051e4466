from __future__ import annotations

from ..model import Model as _Model, model as _model
from ..types import UNSET, Unset as _Unset


@_model
class StorageInfo(_Model):
    """A stored file."""

    _json_names = {"document_type": "documentType"}

    id: str | _Unset = UNSET
    """Id of the file, for the download."""
    name: str | _Unset = UNSET
    """Name of the file."""
    document_type: str | _Unset = UNSET
    """What the file shows, such as signature or proofOfDelivery."""
