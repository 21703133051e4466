from __future__ import annotations

from ..model import Model as _Model, model as _model


@_model
class RegisterShipmentsUpdate(_Model):
    """Shipments to add to a register, or to remove from it."""

    shipments: list[str]
    """The shipments, at least one. At least 1 entries."""
