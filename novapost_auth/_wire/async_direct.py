"""Straight to the service, over connections of our own, for coroutines."""

from __future__ import annotations

from contextlib import suppress
from threading import Lock
from typing import Self

import anyio

from novapost_auth._wire.async_sockets import AsyncSocket
from novapost_auth._wire.failures import BROKEN, CUT_OFF, broken, no_room, not_connected, unusable
from novapost_auth._wire.http1 import Exchanges, Malformed, new_exchanges
from novapost_auth._wire.loop import Loop, current_loop
from novapost_auth._wire.message import Answer, AsyncBody, Message
from novapost_auth._wire.pool import AT_ONCE, Connection, Forkable, Pool, inherited
from novapost_auth._wire.sockets import left
from novapost_auth._wire.tls import Trust, ssl_context


class AsyncDirectWire(Forkable):
    """As ``AsyncWire``: HTTP/1.1 over sockets, for any number of event loops, and for forks.

    Args:
        trust: Gives what verifies the service.

    """

    def __init__(self, trust: Trust = ssl_context) -> None:
        super().__init__()
        self.is_closed = False
        self._trust = trust
        self._lock = Lock()
        self._homes: dict[object, _Home] = {}

    async def send(self, message: Message) -> Answer[AsyncBody]:
        """Send ``message`` and return its answer as soon as its head is there."""
        body = _Body(self._home(), message)
        try:
            return await body.begin()
        except BaseException:
            await body.aclose()
            raise

    async def aclose(self) -> None:
        """Close what connections there are. It may be called more than once."""
        self.is_closed = True
        with self._lock:
            homes = list(self._homes.values())
            self._homes.clear()
        for home in homes:
            home.pool.close()

    def after_fork(self) -> None:
        """Begin anew, with connections of our own."""
        self._lock, self._homes, old = Lock(), {}, self._homes
        for home in old.values():
            home.pool.forget()
        # A loop that is collected would take its sockets out of what it shares with the parent's.
        inherited.append(old)

    def _home(self) -> _Home:
        loop = current_loop()
        home = self._homes.get(loop.key)
        if home is None:
            home = _Home(self._trust, loop)
            with self._lock:
                over = [key for key, one in self._homes.items() if one.loop.is_over()]
                for key in over:
                    self._homes.pop(key).pool.forget()
                self._homes[loop.key] = home
        return home


class _Home:
    """Where coroutines of one event loop take connections from and give them back to."""

    def __init__(self, trust: Trust, loop: Loop) -> None:
        self._trust = trust
        self.loop = loop
        self.pool: Pool[AsyncSocket] = Pool()
        self.room = anyio.Semaphore(AT_ONCE)

    async def enter(self, message: Message) -> None:
        """Wait until there is room for another message."""
        try:
            self.room.acquire_nowait()
        except anyio.WouldBlock:
            pass
        else:
            return
        try:
            seconds = left(message.ends(message.times.room))
        except TimeoutError:
            seconds = 0.0
        with anyio.move_on_after(seconds) as scope:
            await self.room.acquire()
        if scope.cancelled_caught:
            raise no_room(AT_ONCE)

    async def open(self, message: Message) -> Connection[AsyncSocket]:
        """Return a connection that is opened now."""
        ends = message.ends(message.times.connect)
        try:
            socket = await AsyncSocket.open(message.origin, ends, self._trust, self.loop)
        except (OSError, ValueError) as exc:  # A host name that cannot be one is the other kind.
            failure = not_connected(exc, message.origin)
        else:
            connection = Connection(message.origin, socket, new_exchanges())
            self.pool.add(connection)
            return connection
        raise failure


class _Body:
    """The body of an answer. Whatever breaks its reading off ends the connection."""

    def __init__(self, home: _Home, message: Message) -> None:
        self._home = home
        self._message = message
        self._has_place = False
        self._connection: Connection[AsyncSocket] | None = None
        self._socket: AsyncSocket
        self._exchanges: Exchanges
        self._whole: float | None = None
        self._waits_for = "the message could not be sent in time"

    async def begin(self) -> Answer[AsyncBody]:
        """Send the message and return its answer, once the head is there."""
        home, message = self._home, self._message
        await home.enter(message)
        self._has_place = True
        self._connection = connection = home.pool.take(message.origin) or await home.open(message)
        self._socket, self._exchanges = connection.socket, connection.exchanges
        try:
            try:
                data = self._exchanges.begin(message)
            except Malformed as exc:
                failure = unusable(exc)
            else:
                with suppress(*CUT_OFF):  # An early answer may be there all the same.
                    await self._socket.send(data, message.ends(message.times.send))
                self._waits_for = "no answer came in time"
                ends = message.ends(message.times.silence)
                while (head := self._exchanges.head()) is None:
                    self._exchanges.feed(await self._socket.receive(ends))
                status, headers = head
                self._whole = message.ends(message.times.body_of(status))
                return Answer(
                    status=status, headers=headers, body=self, is_framed=self._exchanges.is_framed
                )
        except BROKEN as exc:
            failure = broken(exc, self._waits_for)
        raise failure

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> bytes:
        if self._connection is None:
            raise StopAsyncIteration
        try:
            piece = await self._receive()
        except BROKEN as exc:
            failure = broken(exc, self._waits_for)
        except BaseException:
            await self.aclose()
            raise
        else:
            if piece:
                return piece
            self._end(keep=True)
            raise StopAsyncIteration
        await self.aclose()
        raise failure

    async def aclose(self) -> None:
        """Let go of what is left of it. Nothing is waited for, so that a cancel does no harm."""
        self._end(keep=False)

    async def _receive(self) -> bytes:
        self._waits_for = "the answer was broken off by silence"
        ends = self._message.ends(self._message.times.silence)
        if self._whole is not None and (ends is None or self._whole < ends):
            self._waits_for = "the answer does not come to an end"
            ends = self._whole
        while (piece := self._exchanges.piece()) is None:
            self._exchanges.feed(await self._socket.receive(ends))
        return piece

    def _end(self, *, keep: bool) -> None:
        # One by one: where an interrupt comes in between, whoever closes it gives back the rest.
        connection, self._connection = self._connection, None
        if connection is not None:
            self._home.pool.give_back(connection, keep=keep)
        has_place, self._has_place = self._has_place, False
        if has_place:
            self._home.room.release()
