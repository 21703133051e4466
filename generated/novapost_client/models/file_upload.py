from __future__ import annotations

from ..model import UNSET, Model as _Model, Unset as _Unset, model as _model


@_model
class FileUpload(_Model):
    """A file to attach to a shipment."""

    file: str | _Unset = UNSET
    """Content of the file (PDF, JPEG), as base64 text."""
    file_name: str | _Unset = UNSET
    """Name of the file with its ending, such as invoice.pdf. Without one the file is called
    invoice."""
