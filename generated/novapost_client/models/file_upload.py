from __future__ import annotations

from ..model import Model as _Model, model as _model
from ..types import UNSET, Unset as _Unset


@_model
class FileUpload(_Model):
    """A file to attach to a shipment."""

    _json_names = {"file_name": "fileName"}

    file: str | _Unset = UNSET
    """Content of the file (PDF, JPEG), as base64 text."""
    file_name: str | _Unset = UNSET
    """Name of the file with its ending, such as invoice.pdf; "invoice" if not given."""
