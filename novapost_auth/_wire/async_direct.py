"""Straight to the service, over connections of our own, for coroutines."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Self

import anyio

from novapost_auth._wire.async_sockets import AsyncSocket
from novapost_auth._wire.direct import AnyBody
from novapost_auth._wire.failures import BROKEN, CUT_OFF, broken, no_room, not_connected, unusable
from novapost_auth._wire.http1 import new_exchanges
from novapost_auth._wire.loop import Loop, current_loop
from novapost_auth._wire.message import Answer, AsyncBody, Message
from novapost_auth._wire.pool import AT_ONCE, Connection, Pool, inherited
from novapost_auth._wire.sockets import left
from novapost_auth._wire.tls import Trust, ssl_context
from novapost_auth._wire.weakly import told_of_forks


class AsyncDirectWire:
    """As ``AsyncWire``: HTTP/1.1 over sockets, for any number of event loops, and for forks.

    Args:
        trust: Gives what verifies the service.

    """

    def __init__(self, trust: Trust = ssl_context) -> None:
        self.is_closed = False
        self._trust = trust
        self._homes: dict[object, _Home] = {}
        _wires.add(self)

    async def send(self, message: Message) -> Answer[AsyncBody]:
        """Send ``message`` and return its answer as soon as its head is there."""
        home = self._home()
        body = _Body(home.pool, message)
        try:
            return await body.begin(home)
        except BaseException:
            await body.aclose()
            raise

    async def aclose(self) -> None:
        """Close what connections there are. It may be called more than once."""
        self.is_closed = True
        homes, self._homes = self._homes, {}
        for home in [*homes.values()]:
            home.pool.close()

    def after_fork(self) -> None:
        """Begin anew, with connections of our own."""
        self._homes, old = {}, self._homes
        for home in old.values():
            home.pool.forget()
        # A loop that is collected would take its sockets out of what it shares with the parent's.
        inherited.append(old)

    def _home(self) -> _Home:
        loop = current_loop()
        home = self._homes.get(loop.key)
        if home is None:
            for key, one in self._homes.copy().items():
                if one.loop.is_over():
                    self._homes.pop(key, None)
                    one.pool.forget()
            self._homes[loop.key] = home = _Home(self._trust, loop)
        return home


class _Home:
    """Where coroutines of one event loop take connections from and give them back to."""

    def __init__(self, trust: Trust, loop: Loop) -> None:
        self._trust = trust
        self.loop = loop
        self.pool: Pool[AsyncSocket] = Pool()
        self._room = anyio.Semaphore(AT_ONCE)

    async def enter(self, message: Message) -> Callable[[], object]:
        """Wait until there is room for another message; return what makes room again."""
        with suppress(anyio.WouldBlock):
            self._room.acquire_nowait()
            return self._room.release
        with suppress(TimeoutError), anyio.fail_after(left(message.ends(message.times.room))):
            await self._room.acquire()
            return self._room.release
        raise no_room(AT_ONCE)

    async def open(self, message: Message) -> Connection[AsyncSocket]:
        """Return a connection that is opened now."""
        ends = message.ends(message.times.connect)
        try:
            exchanges = new_exchanges()  # First: it may be loaded now, which takes a descriptor.
            socket = await AsyncSocket.open(message.origin, ends, self._trust, self.loop)
        except (OSError, ValueError) as exc:  # A host name that cannot be one is the other kind.
            failure = not_connected(exc, message.origin)
        else:
            return self.pool.add(Connection(message.origin, socket, exchanges))
        raise failure


class _Body(AnyBody[AsyncSocket]):
    async def begin(self, home: _Home) -> Answer[AsyncBody]:
        """Send the message and return its answer, once the head is there."""
        message = self._message
        self._leave = await home.enter(message)
        self._connection = connection = home.pool.take(message.origin) or await home.open(message)
        socket, exchanges = connection.socket, connection.exchanges
        data = None
        try:
            data = exchanges.begin(message)
            with suppress(*CUT_OFF):  # An early answer may be there all the same.
                await socket.send(data, message.ends(message.times.send))
            self._waits_for = "no answer came in time"
            ends = message.ends(message.times.silence)
            while (head := exchanges.head()) is None:
                exchanges.feed(await socket.receive(ends))
            return self._answer(head, is_framed=exchanges.is_framed)
        except BROKEN as exc:
            failure = unusable(exc) if data is None else broken(exc, self._waits_for)
        raise failure

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> bytes:
        connection = self._connection
        if connection is None:
            raise StopAsyncIteration
        ends = self._ends()
        try:
            while (piece := connection.exchanges.piece()) is None:
                connection.exchanges.feed(await connection.socket.receive(ends))
        except BROKEN as exc:
            failure = broken(exc, self._waits_for)
        else:
            if piece:
                return piece
            self._end(keep=True)
            raise StopAsyncIteration
        raise failure

    async def aclose(self) -> None:
        """Let go of what is left of it. Nothing is waited for, so that a cancel does no harm."""
        self._end(keep=False)


_wires = told_of_forks(AsyncDirectWire.after_fork)
