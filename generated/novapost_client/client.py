"""The whole API over one transport."""

from __future__ import annotations

from .api.authorization import AsyncAuthorization, Authorization
from .api.dictionaries import AsyncDictionaries, Dictionaries
from .api.divisions import AsyncDivisions, Divisions
from .api.exchange_rates import AsyncExchangeRates, ExchangeRates
from .api.pickups import AsyncPickups, Pickups
from .api.registers import AsyncRegisters, Registers
from .api.shipments import AsyncShipments, Shipments
from .api.webhooks import AsyncWebhooks, Webhooks
from .types import AsyncTransport, Transport


class NovaPostApi:
    """Every resource of the API; how a call is sent is the transport's affair."""

    def __init__(self, transport: Transport) -> None:
        self.authorization = Authorization(transport)
        """API keys and the tokens they are exchanged for."""
        self.divisions = Divisions(transport)
        """Branches, cargo branches, parcel lockers and pick-up points."""
        self.dictionaries = Dictionaries(transport)
        """Reference data: units, currencies, goods classifiers and customs fees."""
        self.exchange_rates = ExchangeRates(transport)
        """Amounts converted between currencies."""
        self.shipments = Shipments(transport)
        """Shipments: price, creation, documents and tracking."""
        self.registers = Registers(transport)
        """Registers: lists of shipments handed over together."""
        self.pickups = Pickups(transport)
        """Courier pickups and the time intervals they can be ordered for."""
        self.webhooks = Webhooks(transport)
        """Subscribers that the service tells about tracking events."""


class AsyncNovaPostApi:
    """As ``NovaPostApi``, for coroutines."""

    def __init__(self, transport: AsyncTransport) -> None:
        self.authorization = AsyncAuthorization(transport)
        """API keys and the tokens they are exchanged for."""
        self.divisions = AsyncDivisions(transport)
        """Branches, cargo branches, parcel lockers and pick-up points."""
        self.dictionaries = AsyncDictionaries(transport)
        """Reference data: units, currencies, goods classifiers and customs fees."""
        self.exchange_rates = AsyncExchangeRates(transport)
        """Amounts converted between currencies."""
        self.shipments = AsyncShipments(transport)
        """Shipments: price, creation, documents and tracking."""
        self.registers = AsyncRegisters(transport)
        """Registers: lists of shipments handed over together."""
        self.pickups = AsyncPickups(transport)
        """Courier pickups and the time intervals they can be ordered for."""
        self.webhooks = AsyncWebhooks(transport)
        """Subscribers that the service tells about tracking events."""
