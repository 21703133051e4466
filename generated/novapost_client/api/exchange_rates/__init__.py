"""Amounts converted between currencies."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ... import bodies as _bodies
    from ...models import Conversion, ConversionRequest
    from ...types import AsyncTransport as _AsyncTransport, Transport as _Transport


class ExchangeRates:
    """Amounts converted between currencies."""

    def __init__(self, transport: _Transport) -> None:
        self._transport = transport

    def convert(self, body: ConversionRequest | _bodies.ConversionRequestDict) -> Conversion:
        """Convert an amount between currencies.

        Converts an amount of money at the rates of a country on a day. The answer repeats the
        amount as asked and gives it in the main currency of the country and in the other
        currencies. In the API: ``POST /exchange-rates/conversion``.

        Args:
            body: The model, or a mapping spelt as published."""
        from .post_exchange_rates_conversion import build_request

        return self._transport.send(build_request(body))


class AsyncExchangeRates:
    """As ``ExchangeRates``, for coroutines."""

    def __init__(self, transport: _AsyncTransport) -> None:
        self._transport = transport

    async def convert(self, body: ConversionRequest | _bodies.ConversionRequestDict) -> Conversion:
        """Convert an amount between currencies.

        Converts an amount of money at the rates of a country on a day. The answer repeats the
        amount as asked and gives it in the main currency of the country and in the other
        currencies. In the API: ``POST /exchange-rates/conversion``.

        Args:
            body: The model, or a mapping spelt as published."""
        from .post_exchange_rates_conversion import build_request

        return await self._transport.send(build_request(body))
