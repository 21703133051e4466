from __future__ import annotations

from ..model import Model, model


@model
class RegisterShipmentsUpdate(Model):
    """Shipments to add to a register, or to remove from it."""

    shipments: list[str]
    """The shipments, at least one. At least 1 entries."""
