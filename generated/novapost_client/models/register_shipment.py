from __future__ import annotations

from ..model import UNSET, Model as _Model, Unset as _Unset, model as _model


@_model
class RegisterShipment(_Model):
    """A shipment in a register."""

    shipment_id: str | _Unset = UNSET
    """Id of the shipment."""
    shipment_number: str | _Unset = UNSET
    """Number of the shipment."""
