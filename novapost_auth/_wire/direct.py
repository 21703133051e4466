"""Straight to the service, over connections of our own."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any, Generic, Self

from novapost_auth._wire.failures import BROKEN, CUT_OFF, broken, no_room, not_connected, unusable
from novapost_auth._wire.http1 import Head, new_exchanges
from novapost_auth._wire.message import Answer, Message, SyncBody
from novapost_auth._wire.pool import AT_ONCE, Connection, Link, Pool
from novapost_auth._wire.room import Room
from novapost_auth._wire.sockets import Socket, left
from novapost_auth._wire.tls import Trust, ssl_context
from novapost_auth._wire.weakly import told_of_forks


class DirectWire:
    """As ``Wire``: HTTP/1.1 over sockets. Threads may share it, and processes that fork.

    Args:
        trust: Gives what verifies the service.

    """

    def __init__(self, trust: Trust = ssl_context) -> None:
        self.is_closed = False
        self._trust = trust
        self._pool: Pool[Socket] = Pool()
        self._room = Room(AT_ONCE)
        _wires.add(self)

    def send(self, message: Message) -> Answer[SyncBody]:
        """Send ``message`` and return its answer as soon as its head is there."""
        body = _Body(self._pool, message)
        try:
            return body.begin(self)
        except BaseException:
            body.close()
            raise

    def close(self) -> None:
        """Close what connections there are. It may be called more than once."""
        self.is_closed = True
        self._pool.close()

    def after_fork(self) -> None:
        """Begin anew, with connections of our own."""
        self._room = Room(AT_ONCE)
        self._pool, old = Pool(), self._pool
        old.forget()

    def enter(self, message: Message) -> Callable[[], object]:
        """Wait until there is room for another message; return what makes room again."""
        room = self._room
        place = room.enter(0.0)
        if place is None:
            with suppress(TimeoutError):
                place = room.enter(left(message.ends(message.times.room)))
        if place is None:
            raise no_room(AT_ONCE)
        return partial(room.leave, place)

    def open(self, message: Message) -> Connection[Socket]:
        """Return a connection that is opened now."""
        ends = message.ends(message.times.connect)
        try:
            exchanges = new_exchanges()  # First: it may be loaded now, which takes a descriptor.
            socket = Socket.open(message.origin, ends, self._trust)
        except (OSError, ValueError) as exc:  # A host name that cannot be one is the other kind.
            failure = not_connected(exc, message.origin)
        else:
            return self._pool.add(Connection(message.origin, socket, exchanges))
        raise failure


class AnyBody(Generic[Link]):
    """The body of an answer. Unless it is read to its end, closing it ends the connection."""

    def __init__(self, pool: Pool[Link], message: Message) -> None:
        self._pool = pool
        self._message = message
        self._leave: Callable[[], object] | None = None
        self._connection: Connection[Link] | None = None
        self._whole: float | None = None
        self._waits_for = "the message could not be sent in time"

    def _answer(self, head: Head, *, is_framed: bool) -> Answer[Any]:
        status, headers = head
        self._whole = self._message.ends(self._message.times.body_of(status))
        return Answer(status=status, headers=headers, body=self, is_framed=is_framed)

    def _ends(self) -> float | None:
        """Return the moment at which the next piece has to be there."""
        self._waits_for = "the answer was broken off by silence"
        ends = self._message.ends(self._message.times.silence)
        if self._whole is not None and (ends is None or self._whole < ends):
            self._waits_for = "the answer does not come to an end"
            ends = self._whole
        return ends

    def _end(self, *, keep: bool) -> None:
        # One by one: where an interrupt comes in between, whoever closes it gives back the rest.
        connection, self._connection = self._connection, None
        if connection is not None:
            self._pool.give_back(connection, keep=keep)
        leave, self._leave = self._leave, None
        if leave is not None:
            leave()


class _Body(AnyBody[Socket]):
    def begin(self, wire: DirectWire) -> Answer[SyncBody]:
        """Send the message and return its answer, once the head is there."""
        message = self._message
        self._leave = wire.enter(message)
        self._connection = connection = self._pool.take(message.origin) or wire.open(message)
        socket, exchanges = connection.socket, connection.exchanges
        data = None
        try:
            data = exchanges.begin(message)
            with suppress(*CUT_OFF):  # An early answer may be there all the same.
                socket.send(data, message.ends(message.times.send))
            self._waits_for = "no answer came in time"
            ends = message.ends(message.times.silence)
            while (head := exchanges.head()) is None:
                exchanges.feed(socket.receive(ends))
            return self._answer(head, is_framed=exchanges.is_framed)
        except BROKEN as exc:
            failure = unusable(exc) if data is None else broken(exc, self._waits_for)
        raise failure

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> bytes:
        connection = self._connection
        if connection is None:
            raise StopIteration
        ends = self._ends()
        try:
            while (piece := connection.exchanges.piece()) is None:
                connection.exchanges.feed(connection.socket.receive(ends))
        except BROKEN as exc:
            failure = broken(exc, self._waits_for)
        else:
            if piece:
                return piece
            self._end(keep=True)
            raise StopIteration
        raise failure

    def close(self) -> None:
        """Let go of what is left of it."""
        self._end(keep=False)


_wires = told_of_forks(DirectWire.after_fork)
