from __future__ import annotations

from ..model import Model as _Model, model as _model
from ..types import UNSET, Unset as _Unset


@_model
class Calculation(_Model):
    """The price of a shipment, service by service."""

    sender: CalculatedParty | _Unset = UNSET
    """One end of the route, as the service found it."""
    recipient: CalculatedParty | _Unset = UNSET
    """One end of the route, as the service found it."""
    services: list[CalculatedService] | _Unset = UNSET
    """The services with their prices; the price of the shipment is their sum."""


from ..models.calculated_party import CalculatedParty
from ..models.calculated_service import CalculatedService
