"""The way of a client that was passed none, for coroutines."""

from __future__ import annotations

from contextlib import suppress

from novapost_auth._httpx import httpx
from novapost_auth._secrets import Secret
from novapost_auth._wire.async_direct import AsyncDirectWire
from novapost_auth._wire.async_foreign import AsyncForeignWire
from novapost_auth._wire.loop import current_loop
from novapost_auth._wire.message import Answer, AsyncBody, AsyncWire, Message, Origin
from novapost_auth._wire.pool import Forkable, inherited
from novapost_auth._wire.replaced import is_replaced
from novapost_auth._wire.tls import Trust, ssl_context
from novapost_auth._wire.ways import ProxyFor, limits, through


class AsyncWays(Forkable):
    """As ``Ways``, for coroutines."""

    def __init__(self, proxy_for: ProxyFor, trust: Trust = ssl_context) -> None:
        super().__init__()
        self.is_closed = False
        self._proxy_for = proxy_for
        self._trust = trust
        self._direct = AsyncDirectWire(trust)
        self._proxies: dict[Origin, Secret | None] = {}
        # httpx's transports belong to the event loop that uses them.
        self._transports: dict[tuple[object, Secret | None], httpx.AsyncHTTPTransport] = {}

    async def send(self, message: Message) -> Answer[AsyncBody]:
        """Send ``message`` and return its answer as soon as its head is there."""
        return await self._way(message.origin).send(message)

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

    def after_fork(self) -> None:
        """Begin anew: what the parent's transports hold is theirs, and is kept from being used."""
        inherited.append(self._transports)
        self._transports = {}

    def _way(self, origin: Origin) -> AsyncWire:
        if origin not in self._proxies:
            self._proxies[origin] = self._proxy_for(f"{origin.scheme}://{origin.netloc}")
        proxy = self._proxies[origin]
        if is_replaced("AsyncHTTPTransport"):
            return self._over_httpx(proxy)
        return self._direct if proxy is None else self._over_httpx(proxy)

    def _over_httpx(self, proxy: Secret | None) -> AsyncWire:
        key = current_loop().key, proxy
        if key not in self._transports:
            trust = self._trust()
            self._transports[key] = httpx.AsyncHTTPTransport(
                verify=trust, limits=limits(), proxy=through(proxy, trust)
            )
        return AsyncForeignWire(self._transports[key])
