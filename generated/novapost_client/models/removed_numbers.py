from __future__ import annotations

from ..model import UNSET, Model as _Model, Unset as _Unset, model as _model


@_model
class RemovedNumbers(_Model):
    """A message of the service."""

    message: str | _Unset = UNSET
    """What the service has to say, in words."""
