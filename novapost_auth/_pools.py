"""Connections for many coroutines, in pools of a few each.

For each request httpcore's pool looks through all of its connections, twice, and asks the system
about those that are idle: with 50 calls at once this takes longer than all the rest together. So a
pool that has enough to do gets no more here, and the next one takes over. Calls one after another
share a single connection, as ever.
"""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Callable
from typing import Any, Final
from urllib.request import getproxies

import httpx
from attrs import define, field

from novapost_auth._tls import ssl_context

_EACH: Final = 4
_MOST: Final = 25
_LIMITS: Final = httpx.Limits(
    max_connections=_EACH, max_keepalive_connections=_EACH, keepalive_expiry=5.0
)


class PooledTransport(httpx.AsyncBaseTransport):
    """Sends requests over as many pools as it needs."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._pools: list[_Pool] = []

    @classmethod
    def unless_proxied(cls) -> PooledTransport | None:
        """Return one, or None where a proxy is set: httpx's clients alone know for which hosts."""
        return None if getproxies() else cls()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send ``request`` over the first pool that has room."""
        await self._close_unused()
        pool = self._pool()
        pool.busy += 1
        try:
            response = await pool.transport.handle_async_request(request)
        except BaseException:
            pool.give_back()
            raise
        response.stream = _Stream(response.stream, pool)
        return response

    async def aclose(self) -> None:
        """Close all connections."""
        while self._pools:
            await self._pools.pop().transport.aclose()

    def _pool(self) -> _Pool:
        for pool in self._pools:
            if pool.busy < _EACH:
                return pool
        if len(self._pools) < _MOST:
            self._pools.append(_Pool(self._monotonic))
            return self._pools[-1]
        return min(self._pools, key=lambda pool: pool.busy)

    async def _close_unused(self) -> None:
        """Close the last pool if its connections have been idle for longer than they are kept."""
        if len(self._pools) > 1 and self._pools[-1].is_unused():
            await self._pools.pop().transport.aclose()


@define(eq=False)
class _Pool:
    """A pool, and how many requests it has under way."""

    _monotonic: Callable[[], float]
    transport: httpx.AsyncHTTPTransport = field(
        factory=lambda: httpx.AsyncHTTPTransport(verify=ssl_context(), limits=_LIMITS)
    )
    busy: int = 0
    idle_since: float = 0.0

    def give_back(self) -> None:
        self.busy -= 1
        self.idle_since = self._monotonic()

    def is_unused(self) -> bool:
        kept = _LIMITS.keepalive_expiry or 0.0
        return not self.busy and self._monotonic() - self.idle_since > kept


class _Stream(httpx.AsyncByteStream):
    """A body; its pool has room for another request when it is closed."""

    def __init__(self, stream: Any, pool: _Pool) -> None:
        self._stream = stream
        self._pool: _Pool | None = pool

    def __aiter__(self) -> AsyncIterator[bytes]:
        chunks: AsyncIterator[bytes] = aiter(self._stream)
        return chunks

    async def aclose(self) -> None:
        pool, self._pool = self._pool, None
        try:
            await self._stream.aclose()
        finally:
            if pool is not None:
                pool.give_back()
