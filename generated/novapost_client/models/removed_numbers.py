from __future__ import annotations

from ..model import Model as _Model, model as _model
from ..types import UNSET, Unset as _Unset


@_model
class RemovedNumbers(_Model):
    """A message of the service."""

    message: str | _Unset = UNSET
    """What the service has to say, in words."""
