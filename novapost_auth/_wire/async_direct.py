"""Straight to the service, over connections of our own, for coroutines."""

from __future__ import annotations

from contextlib import suppress
from threading import Lock
from typing import Self

import anyio

from novapost_auth._wire.async_sockets import AsyncSocket
from novapost_auth._wire.failures import BROKEN, CUT_OFF, broken, no_room, not_connected, unusable
from novapost_auth._wire.http1 import Head, Malformed
from novapost_auth._wire.loop import Loop, current_loop
from novapost_auth._wire.message import Answer, AsyncBody, Message
from novapost_auth._wire.parsers import new_exchanges
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
        home = self._home()
        await home.enter(message)
        try:
            connection = home.pool.take(message.origin) or await home.open(message)
        except BaseException:
            home.room.release()
            raise
        body = _Body(home, connection, message)
        status, headers = await body.begin()
        return Answer(
            status=status,
            headers=headers,
            body=body,
            is_framed=connection.exchanges.is_framed,
        )

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

    def __init__(self, home: _Home, connection: Connection[AsyncSocket], message: Message) -> None:
        self._home = home
        self._connection = connection
        self._message = message
        self._whole: float | None = None
        self._waits_for = "the message could not be sent in time"
        self._is_over = False

    async def begin(self) -> Head:
        """Send the message and return the head of the answer."""
        message, socket = self._message, self._connection.socket
        exchanges = self._connection.exchanges
        try:
            try:
                data = exchanges.begin(message)
            except Malformed as exc:
                failure = unusable(exc)
            else:
                with suppress(*CUT_OFF):  # An early answer may be there all the same.
                    await socket.send(data, message.ends(message.times.send))
                self._waits_for = "no answer came in time"
                ends = message.ends(message.times.silence)
                while (head := exchanges.head()) is None:
                    exchanges.feed(await socket.receive(ends))
                self._whole = message.ends(message.times.body_of(head[0]))
                return head
        except BROKEN as exc:
            failure = broken(exc, self._waits_for)
        except BaseException:
            await self.aclose()
            raise
        await self.aclose()
        raise failure

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> bytes:
        if self._is_over:
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
        exchanges, socket = self._connection.exchanges, self._connection.socket
        self._waits_for = "the answer was broken off by silence"
        ends = self._message.ends(self._message.times.silence)
        if self._whole is not None and (ends is None or self._whole < ends):
            self._waits_for = "the answer does not come to an end"
            ends = self._whole
        while (piece := exchanges.piece()) is None:
            exchanges.feed(await socket.receive(ends))
        return piece

    def _end(self, *, keep: bool) -> None:
        if not self._is_over:
            self._is_over = True
            self._home.pool.give_back(self._connection, keep=keep)
            self._home.room.release()
