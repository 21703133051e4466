from __future__ import annotations

from ..model import Model, model


@model
class RegisterRenameRequest(Model):
    """A new name for a register."""

    description: str
    """The new name."""
