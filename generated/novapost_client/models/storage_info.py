from __future__ import annotations

from typing import ClassVar

from ..model import Model, model
from ..types import UNSET, Unset


@model
class StorageInfo(Model):
    """A stored file."""

    _json_names: ClassVar = {"document_type": "documentType"}

    id: str | Unset = UNSET
    """Id of the file, for the download."""
    name: str | Unset = UNSET
    """Name of the file."""
    document_type: str | Unset = UNSET
    """What the file shows, such as signature or proofOfDelivery."""
