from __future__ import annotations

from ..model import Model, model
from ..types import UNSET, Unset


@model
class SubscriberNumbers(Model):
    """Shipment numbers to add to a subscription, or to remove from it."""

    numbers: list[str] | Unset = UNSET
    """Numbers of the shipments."""
