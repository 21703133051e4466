from __future__ import annotations

from ..model import Model as _Model, model as _model
from ..types import UNSET, Unset as _Unset


@_model
class Success(_Model):
    """An object that the published documentation does not describe."""

    success: bool | _Unset = UNSET
    """Whether the request was carried out."""
