from __future__ import annotations

from ..model import Model, model


@model
class RegisterRequest(Model):
    """A register to create."""

    description: str
    """Name of the register."""
    shipments: list[str]
    """The shipments of the register, at least one. At least 1 entries."""
