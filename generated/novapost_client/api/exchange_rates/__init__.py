"""Amounts converted between currencies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...resource import AsyncResource as _AsyncResource, Resource as _Resource

if TYPE_CHECKING:
    from ... import bodies as _bodies
    from ...models import Conversion, ConversionRequest


class ExchangeRates(_Resource):
    """Amounts converted between currencies."""

    def convert(self, body: ConversionRequest | _bodies.ConversionRequestDict) -> Conversion:
        """Convert an amount between currencies.

        Converts an amount of money at the rates of a country on a day. The answer repeats the
        amount as asked and gives it in the main currency of the country and in the other
        currencies. In the API: ``POST /exchange-rates/conversion``.

        Args:
            body: The model, or a mapping spelt as published."""
        from .post_exchange_rates_conversion import build_request

        return self._transport.send(build_request(body))


class AsyncExchangeRates(_AsyncResource):
    """As ``ExchangeRates``, for coroutines."""

    async def convert(self, body: ConversionRequest | _bodies.ConversionRequestDict) -> Conversion:
        """Convert an amount between currencies.

        Converts an amount of money at the rates of a country on a day. The answer repeats the
        amount as asked and gives it in the main currency of the country and in the other
        currencies. In the API: ``POST /exchange-rates/conversion``.

        Args:
            body: The model, or a mapping spelt as published."""
        from .post_exchange_rates_conversion import build_request

        return await self._transport.send(build_request(body))
