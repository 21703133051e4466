from __future__ import annotations

from ..model import UNSET, Model as _Model, Unset as _Unset, model as _model


@_model
class Success(_Model):
    """An object that the published documentation does not describe."""

    success: bool | _Unset = UNSET
    """Whether the request was carried out."""
