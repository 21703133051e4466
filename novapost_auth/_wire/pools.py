"""Connections for many coroutines, in pools of a few each.

For each request httpcore's pool looks through all of its connections, twice, and asks the system
about those that are idle: with 50 calls at once this takes longer than all the rest together. So a
pool that has enough to do gets no more here, and the next one takes over. Calls one after another
share a single connection, as ever.

When all have enough to do, calls wait here and not in a pool, which loses the connections that it
opens for those that are cancelled meanwhile.
"""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Callable
from functools import partial
from typing import Any, Final
from urllib.request import getproxies

import anyio
import httpx
from attrs import define, field

from novapost_auth._wire.tls import ssl_context

AT_ONCE: Final = 100
"""How many requests may be under way; further ones wait."""

_EACH: Final = 4
_KEPT: Final = 5.0  # Seconds for which a connection may be idle.
_LIMITS: Final = httpx.Limits(
    max_connections=_EACH, max_keepalive_connections=_EACH, keepalive_expiry=_KEPT
)


class PooledTransport(httpx.AsyncBaseTransport):
    """Sends requests over as many pools as it needs."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._pools: list[_Pool] = []
        self._room = anyio.Semaphore(AT_ONCE)

    @classmethod
    def unless_proxied(cls) -> PooledTransport | None:
        """Return one, or None where a proxy is set: httpx's clients alone know for which hosts."""
        return None if getproxies().keys() - {"no"} else cls()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send ``request`` over the first pool that has room.

        Raises:
            httpx.PoolTimeout: None has, for too long.

        """
        await self._wait_for_room(request)
        pool = self._take()
        try:
            await self._close_unused()
            response = await pool.transport.handle_async_request(request)
        except BaseException:
            self._give_back(pool)
            raise
        response.stream = _Stream(response.stream, partial(self._give_back, pool))
        return response

    async def aclose(self) -> None:
        """Close all connections."""
        while self._pools:
            await self._pools.pop().transport.aclose()

    async def _wait_for_room(self, request: httpx.Request) -> None:
        try:
            self._room.acquire_nowait()
        except anyio.WouldBlock:
            seconds = request.extensions.get("timeout", {}).get("pool")
            with anyio.move_on_after(seconds) as scope:
                await self._room.acquire()
            if scope.cancelled_caught:
                raise httpx.PoolTimeout(f"{AT_ONCE} calls are under way") from None

    def _take(self) -> _Pool:
        pool = next((pool for pool in self._pools if pool.busy < _EACH), None)
        if pool is None:
            pool = _Pool()
            self._pools.append(pool)
        pool.busy += 1
        return pool

    def _give_back(self, pool: _Pool) -> None:
        pool.busy -= 1
        pool.idle_since = self._monotonic()
        self._room.release()

    async def _close_unused(self) -> None:
        """Close the last pool, if its connections have been idle for longer than they are kept."""
        last = self._pools[-1]
        if not last.busy and self._monotonic() - last.idle_since > _KEPT:
            self._pools.remove(last)
            await last.transport.aclose()


@define(eq=False)
class _Pool:
    """A pool, and how many requests it has under way."""

    transport: httpx.AsyncHTTPTransport = field(
        factory=lambda: httpx.AsyncHTTPTransport(verify=ssl_context(), limits=_LIMITS)
    )
    busy: int = 0
    idle_since: float = 0.0


class _Stream(httpx.AsyncByteStream):
    """A body; when it is closed, its pool has room for another request."""

    def __init__(self, stream: Any, give_back: Callable[[], None]) -> None:
        self._stream = stream
        self._give_back: Callable[[], None] | None = give_back

    def __aiter__(self) -> AsyncIterator[bytes]:
        chunks: AsyncIterator[bytes] = aiter(self._stream)
        return chunks

    async def aclose(self) -> None:
        give_back, self._give_back = self._give_back, None
        try:
            await self._stream.aclose()
        finally:
            if give_back is not None:
                give_back()
