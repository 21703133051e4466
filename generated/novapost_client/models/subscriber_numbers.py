from __future__ import annotations

from ..model import UNSET, Model as _Model, Unset as _Unset, model as _model


@_model
class SubscriberNumbers(_Model):
    """Shipment numbers to add to a subscription, or to remove from it."""

    numbers: list[str] | _Unset = UNSET
    """Numbers of the shipments."""
