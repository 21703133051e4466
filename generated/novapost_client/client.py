"""The whole API over one transport."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Self

from .resource import Named as _Named, made_once as _made_once

if TYPE_CHECKING:
    from .api.authorization import AsyncAuthorization, Authorization
    from .api.dictionaries import AsyncDictionaries, Dictionaries
    from .api.divisions import AsyncDivisions, Divisions
    from .api.exchange_rates import AsyncExchangeRates, ExchangeRates
    from .api.fulfillment import AsyncFulfillment, Fulfillment
    from .api.pickups import AsyncPickups, Pickups
    from .api.registers import AsyncRegisters, Registers
    from .api.settlements import AsyncSettlements, Settlements
    from .api.shipments import AsyncShipments, Shipments
    from .api.webhooks import AsyncWebhooks, Webhooks
    from .types import AsyncTransport, Transport


class _Resources(_Named):
    """Has its resources made, and their modules imported, when they are first used."""

    def __copy__(self) -> Self:
        # Without what has been made, so that a copy may be given another transport.
        cls = type(self)
        copied = cls.__new__(cls)
        for name, value in vars(self).copy().items():
            if not isinstance(getattr(cls, name, None), cached_property):
                vars(copied)[name] = value
        return copied


class NovaPostApi(_Resources):
    """Every resource of the API; how a call is sent is the transport's affair."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    @_made_once
    def authorization(self) -> Authorization:
        """API keys and the tokens they are exchanged for."""
        from .api.authorization import Authorization

        return Authorization(self._transport)

    @_made_once
    def divisions(self) -> Divisions:
        """Branches, cargo branches, parcel lockers and pick-up points."""
        from .api.divisions import Divisions

        return Divisions(self._transport)

    @_made_once
    def dictionaries(self) -> Dictionaries:
        """Reference data: units, currencies, goods classifiers and customs fees."""
        from .api.dictionaries import Dictionaries

        return Dictionaries(self._transport)

    @_made_once
    def exchange_rates(self) -> ExchangeRates:
        """Amounts converted between currencies."""
        from .api.exchange_rates import ExchangeRates

        return ExchangeRates(self._transport)

    @_made_once
    def shipments(self) -> Shipments:
        """Shipments: price, creation, documents and tracking."""
        from .api.shipments import Shipments

        return Shipments(self._transport)

    @_made_once
    def registers(self) -> Registers:
        """Registers: lists of shipments handed over together."""
        from .api.registers import Registers

        return Registers(self._transport)

    @_made_once
    def pickups(self) -> Pickups:
        """Courier pickups and the time intervals they can be ordered for."""
        from .api.pickups import Pickups

        return Pickups(self._transport)

    @_made_once
    def webhooks(self) -> Webhooks:
        """Subscribers that the service tells about tracking events."""
        from .api.webhooks import Webhooks

        return Webhooks(self._transport)

    @_made_once
    def settlements(self) -> Settlements:
        """Cities, towns and villages."""
        from .api.settlements import Settlements

        return Settlements(self._transport)

    @_made_once
    def fulfillment(self) -> Fulfillment:
        """Goods that are kept in the service's warehouses and sent from there."""
        from .api.fulfillment import Fulfillment

        return Fulfillment(self._transport)


class AsyncNovaPostApi(_Resources):
    """As ``NovaPostApi``, for coroutines."""

    def __init__(self, transport: AsyncTransport) -> None:
        self._transport = transport

    @_made_once
    def authorization(self) -> AsyncAuthorization:
        """API keys and the tokens they are exchanged for."""
        from .api.authorization import AsyncAuthorization

        return AsyncAuthorization(self._transport)

    @_made_once
    def divisions(self) -> AsyncDivisions:
        """Branches, cargo branches, parcel lockers and pick-up points."""
        from .api.divisions import AsyncDivisions

        return AsyncDivisions(self._transport)

    @_made_once
    def dictionaries(self) -> AsyncDictionaries:
        """Reference data: units, currencies, goods classifiers and customs fees."""
        from .api.dictionaries import AsyncDictionaries

        return AsyncDictionaries(self._transport)

    @_made_once
    def exchange_rates(self) -> AsyncExchangeRates:
        """Amounts converted between currencies."""
        from .api.exchange_rates import AsyncExchangeRates

        return AsyncExchangeRates(self._transport)

    @_made_once
    def shipments(self) -> AsyncShipments:
        """Shipments: price, creation, documents and tracking."""
        from .api.shipments import AsyncShipments

        return AsyncShipments(self._transport)

    @_made_once
    def registers(self) -> AsyncRegisters:
        """Registers: lists of shipments handed over together."""
        from .api.registers import AsyncRegisters

        return AsyncRegisters(self._transport)

    @_made_once
    def pickups(self) -> AsyncPickups:
        """Courier pickups and the time intervals they can be ordered for."""
        from .api.pickups import AsyncPickups

        return AsyncPickups(self._transport)

    @_made_once
    def webhooks(self) -> AsyncWebhooks:
        """Subscribers that the service tells about tracking events."""
        from .api.webhooks import AsyncWebhooks

        return AsyncWebhooks(self._transport)

    @_made_once
    def settlements(self) -> AsyncSettlements:
        """Cities, towns and villages."""
        from .api.settlements import AsyncSettlements

        return AsyncSettlements(self._transport)

    @_made_once
    def fulfillment(self) -> AsyncFulfillment:
        """Goods that are kept in the service's warehouses and sent from there."""
        from .api.fulfillment import AsyncFulfillment

        return AsyncFulfillment(self._transport)
