from __future__ import annotations

from ..model import Model as _Model, model as _model


@_model
class RegisterRenameRequest(_Model):
    """A new name for a register."""

    description: str
    """The new name."""
