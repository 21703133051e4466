from __future__ import annotations

from typing import ClassVar

from ..model import Model, model
from ..types import UNSET, Unset


@model
class FileUpload(Model):
    """A file to attach to a shipment."""

    _json_names: ClassVar = {"file_name": "fileName"}

    file: str | Unset = UNSET
    """Content of the file (PDF, JPEG), as base64 text."""
    file_name: str | Unset = UNSET
    """Name of the file with its ending, such as invoice.pdf; "invoice" if not given."""
