from __future__ import annotations

from ..model import Model as _Model, model as _model
from ..types import UNSET, Unset as _Unset


@_model
class SubscriberNumbers(_Model):
    """Shipment numbers to add to a subscription, or to remove from it."""

    numbers: list[str] | _Unset = UNSET
    """Numbers of the shipments."""
