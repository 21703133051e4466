from __future__ import annotations

from ..model import Model as _Model, model as _model


@_model
class RegisterRequest(_Model):
    """A register to create."""

    description: str
    """Name of the register."""
    shipments: list[str]
    """The shipments of the register, at least one. At least 1 entries."""
