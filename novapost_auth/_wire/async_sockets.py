"""Connections for coroutines: the same sockets, which never block; the event loop does the waiting.

They belong to no event loop's transports, so that a child process, or whoever finds them after
their loop has ended, can let go of them by closing them.
"""

from __future__ import annotations

import errno
import os
import socket
import ssl
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from io import BytesIO
from typing import Any, Final, TypeVar

from novapost_auth._wire.fork_guard import guarded
from novapost_auth._wire.loop import Loop
from novapost_auth._wire.message import Origin
from novapost_auth._wire.names import async_addresses
from novapost_auth._wire.sockets import AT_ONCE, AnySocket, left, share
from novapost_auth._wire.tls import Trust, check_protocol, over_tls

T = TypeVar("T")

_UNDER_WAY: Final = (0, errno.EINPROGRESS, errno.EWOULDBLOCK)


class AsyncSocket(AnySocket):
    """As ``Socket``, for coroutines of one event loop."""

    def __init__(self, sock: socket.socket, loop: Loop) -> None:
        super().__init__(sock)
        self._loop = loop

    @classmethod
    async def open(
        cls, origin: Origin, ends: float | None, trust: Trust, loop: Loop
    ) -> AsyncSocket:
        """Connect, TLS included, before the moment ``ends``."""
        self = cls(await _connect(origin, ends, loop), loop)
        if origin.scheme != "https":
            return self
        try:
            self._sock = tls = over_tls(self._sock, origin.host, trust)
            await self._do(tls.do_handshake, ends)
            check_protocol(tls)
        except BaseException:
            self.drop()
            raise
        return self

    async def send(self, data: BytesIO, ends: float | None) -> None:
        """Send all of ``data`` before the moment ``ends``."""
        sent = 0
        while sent < data.getbuffer().nbytes:
            sent += await self._do(partial(self._send, data, sent), ends, to_write=True)

    async def receive(self, ends: float | None) -> bytes:
        """Return what comes in before the moment ``ends``; b"" at the end of the connection."""
        return await self._do(partial(self._sock.recv, AT_ONCE), ends)

    async def _do(self, step: Callable[[], T], ends: float | None, *, to_write: bool = False) -> T:
        while True:
            seconds = left(ends)
            try:
                return guarded(step) if isinstance(self._sock, ssl.SSLSocket) else step()
            except ssl.SSLWantReadError:
                to_write = False
            except ssl.SSLWantWriteError:
                to_write = True
            except BlockingIOError:
                pass
            if not await self._loop.ready(self._sock, seconds, to_write=to_write):
                raise TimeoutError("it took too long")


async def _connect(origin: Origin, ends: float | None, loop: Loop) -> socket.socket:
    """Try one address after another, each with its share of the time."""
    found = await async_addresses(origin, left(ends), loop)
    for tried, one in enumerate(found[:-1]):
        with suppress(OSError):
            return await _opened(one, share(ends, len(found) - tried), loop)
    return await _opened(found[-1], ends, loop)


async def _opened(found: tuple[Any, ...], ends: float | None, loop: Loop) -> socket.socket:
    family, kind, protocol, _, address = found
    sock = socket.socket(family, kind, protocol)
    try:
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        sock.setblocking(False)
        await _reach(sock, address, ends, loop)
    except BaseException:
        sock.close()
        raise
    return sock


async def _reach(sock: socket.socket, address: Any, ends: float | None, loop: Loop) -> None:
    outcome = sock.connect_ex(address)
    if outcome in _UNDER_WAY:
        if not await loop.ready(sock, left(ends), to_write=True):
            raise TimeoutError("it took too long to connect")
        outcome = sock.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
    if outcome:
        raise OSError(outcome, os.strerror(outcome))
