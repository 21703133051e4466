from __future__ import annotations

from ..model import UNSET, Model as _Model, Unset as _Unset, model as _model


@_model
class Calculation(_Model):
    """The price of a shipment, service by service."""

    sender: CalculatedParty | _Unset = UNSET
    """One end of the route, as the service found it."""
    recipient: CalculatedParty | _Unset = UNSET
    """One end of the route, as the service found it."""
    services: list[CalculatedService] | _Unset = UNSET
    """Kinds of delivery to choose from; in the older form of the answer, rows of one price.
    Published on the portal since April 2026."""


from . import CalculatedParty, CalculatedService
