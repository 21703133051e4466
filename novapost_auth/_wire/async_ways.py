"""The way of a client that was passed none, for coroutines."""

from __future__ import annotations

from contextlib import suppress

from novapost_auth._httpx import httpx
from novapost_auth._wire.async_direct import AsyncDirectWire
from novapost_auth._wire.async_foreign import AsyncForeignWire
from novapost_auth._wire.loop import Loop, current_loop
from novapost_auth._wire.message import Answer, AsyncBody, AsyncWire, Message, Origin
from novapost_auth._wire.replaced import is_replaced
from novapost_auth._wire.tls import Trust, ssl_context
from novapost_auth._wire.ways import AnyWays, ProxyFor


class AsyncWays(AnyWays):
    """As ``Ways``, for coroutines."""

    def __init__(self, proxy_for: ProxyFor, trust: Trust = ssl_context) -> None:
        super().__init__(proxy_for, trust)
        self._direct = AsyncDirectWire(trust)
        self._loops: dict[object, Loop] = {}

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
        transports, self._transports = self._transports, {}
        for (loop, _), transport in transports.items():
            with suppress(Exception):  # One of another loop cannot say good-bye from here.
                if loop is here:
                    await transport.aclose()

    def _way(self, origin: Origin) -> AsyncWire:
        proxy = self._proxy(origin)
        if proxy is None and not is_replaced("AsyncHTTPTransport"):
            return self._direct
        loop = current_loop()
        self._loops.setdefault(loop.key, loop)
        key = loop.key, proxy  # They belong to the event loop that uses them.
        return AsyncForeignWire(self._transport(httpx.AsyncHTTPTransport, proxy, key))

    async def _let_go(self) -> None:
        """Let go of the transports of loops that have ended."""
        over = {key for key, loop in self._loops.copy().items() if loop.is_over()}
        for key in [key for key in self._transports.copy() if key[0] in over]:
            with suppress(Exception):  # Nobody is there to take leave of.
                await self._transports.pop(key).aclose()
        for one in over:
            self._loops.pop(one, None)
