from __future__ import annotations

from typing import TYPE_CHECKING

from ..model import Model, model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.calculated_party import CalculatedParty
    from ..models.calculated_service import CalculatedService


@model
class Calculation(Model):
    """The price of a shipment, service by service."""

    sender: CalculatedParty | Unset = UNSET
    """One end of the route, as the service found it."""
    recipient: CalculatedParty | Unset = UNSET
    """One end of the route, as the service found it."""
    services: list[CalculatedService] | Unset = UNSET
    """The services with their prices; the price of the shipment is their sum."""
