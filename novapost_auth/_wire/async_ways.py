"""The way of a client that was passed none, for coroutines."""

from __future__ import annotations

from contextlib import suppress

from novapost_auth._httpx import httpx
from novapost_auth._wire.async_direct import AsyncDirectWire
from novapost_auth._wire.async_foreign import AsyncForeignWire
from novapost_auth._wire.loop import current_loop
from novapost_auth._wire.message import Answer, AsyncBody, AsyncWire, Message, Origin
from novapost_auth._wire.replaced import is_replaced
from novapost_auth._wire.tls import Trust, ssl_context
from novapost_auth._wire.ways import AnyWays, ProxyFor


class AsyncWays(AnyWays):
    """As ``Ways``, for coroutines."""

    def __init__(self, proxy_for: ProxyFor, trust: Trust = ssl_context) -> None:
        super().__init__(proxy_for, trust)
        self._direct = AsyncDirectWire(trust)

    async def send(self, message: Message) -> Answer[AsyncBody]:
        """Send ``message`` and return its answer as soon as its head is there."""
        way = self._way(message.origin)
        if way is not self._direct:
            await self._let_go()
        return await way.send(message)

    async def aclose(self) -> None:
        """Close what connections there are. It may be called more than once."""
        self.is_closed = True
        await self._direct.aclose()
        here = current_loop().key
        foreign, self._foreign = self._foreign, {}
        for (loop, _), way in foreign.items():
            with suppress(Exception):  # One of another loop cannot say good-bye from here.
                if loop is here:
                    await way.aclose()

    def _way(self, origin: Origin) -> AsyncWire:
        proxy = self._proxy(origin)
        if proxy is None and not is_replaced("AsyncHTTPTransport"):
            return self._direct
        way: AsyncWire = self._kept(
            (current_loop().key, proxy),  # They belong to the event loop that uses them.
            lambda: AsyncForeignWire(self._transport(httpx.AsyncHTTPTransport, proxy)),
        )
        return way

    async def _let_go(self) -> None:
        """Let go of those of loops that have ended."""
        for key, way in self._foreign.copy().items():
            if way.is_left():
                self._foreign.pop(key, None)
                with suppress(Exception):  # Nobody is there to take leave of.
                    await way.aclose()
