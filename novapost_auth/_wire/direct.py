"""Straight to the service, over connections of our own."""

from __future__ import annotations

from contextlib import suppress
from typing import Self

from novapost_auth._wire.failures import BROKEN, CUT_OFF, broken, no_room, not_connected, unusable
from novapost_auth._wire.http1 import Exchanges, Malformed, new_exchanges
from novapost_auth._wire.message import Answer, Message, SyncBody
from novapost_auth._wire.pool import AT_ONCE, Connection, Forkable, Pool
from novapost_auth._wire.room import Place, Room
from novapost_auth._wire.sockets import Socket, left
from novapost_auth._wire.tls import Trust, ssl_context


class DirectWire(Forkable):
    """As ``Wire``: HTTP/1.1 over sockets. Threads may share it, and processes that fork.

    Args:
        trust: Gives what verifies the service.

    """

    def __init__(self, trust: Trust = ssl_context) -> None:
        super().__init__()
        self.is_closed = False
        self._trust = trust
        self._home = _Home(trust)

    def send(self, message: Message) -> Answer[SyncBody]:
        """Send ``message`` and return its answer as soon as its head is there."""
        body = _Body(self._home, message)
        try:
            return body.begin()
        except BaseException:
            body.close()
            raise

    def close(self) -> None:
        """Close what connections there are. It may be called more than once."""
        self.is_closed = True
        self._home.pool.close()

    def after_fork(self) -> None:
        """Begin anew, with connections of our own."""
        self._home, old = _Home(self._trust), self._home
        old.pool.forget()


class _Home:
    """Where connections are taken from and given back to."""

    def __init__(self, trust: Trust) -> None:
        self._trust = trust
        self.pool: Pool[Socket] = Pool()
        self.room = Room(AT_ONCE)

    def enter(self, message: Message) -> Place:
        """Wait until there is room for another message."""
        if place := self.room.enter(0.0):
            return place
        try:
            seconds = left(message.ends(message.times.room))
        except TimeoutError:
            seconds = 0.0
        if place := self.room.enter(seconds):
            return place
        raise no_room(AT_ONCE)

    def open(self, message: Message) -> Connection[Socket]:
        """Return a connection that is opened now."""
        ends = message.ends(message.times.connect)
        try:
            socket = Socket.open(message.origin, ends, self._trust)
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
        self._place: Place | None = None
        self._connection: Connection[Socket] | None = None
        self._socket: Socket
        self._exchanges: Exchanges
        self._whole: float | None = None
        self._waits_for = "the message could not be sent in time"

    def begin(self) -> Answer[SyncBody]:
        """Send the message and return its answer, once the head is there."""
        home, message = self._home, self._message
        self._place = home.enter(message)
        self._connection = connection = home.pool.take(message.origin) or home.open(message)
        self._socket, self._exchanges = connection.socket, connection.exchanges
        try:
            try:
                data = self._exchanges.begin(message)
            except Malformed as exc:
                failure = unusable(exc)
            else:
                with suppress(*CUT_OFF):  # An early answer may be there all the same.
                    self._socket.send(data, message.ends(message.times.send))
                self._waits_for = "no answer came in time"
                ends = message.ends(message.times.silence)
                while (head := self._exchanges.head()) is None:
                    self._exchanges.feed(self._socket.receive(ends))
                status, headers = head
                self._whole = message.ends(message.times.body_of(status))
                return Answer(
                    status=status, headers=headers, body=self, is_framed=self._exchanges.is_framed
                )
        except BROKEN as exc:
            failure = broken(exc, self._waits_for)
        raise failure

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> bytes:
        if self._connection is None:
            raise StopIteration
        try:
            piece = self._receive()
        except BROKEN as exc:
            failure = broken(exc, self._waits_for)
        except BaseException:
            self.close()
            raise
        else:
            if piece:
                return piece
            self._end(keep=True)
            raise StopIteration
        self.close()
        raise failure

    def close(self) -> None:
        """Let go of what is left of it."""
        self._end(keep=False)

    def _receive(self) -> bytes:
        self._waits_for = "the answer was broken off by silence"
        ends = self._message.ends(self._message.times.silence)
        if self._whole is not None and (ends is None or self._whole < ends):
            self._waits_for = "the answer does not come to an end"
            ends = self._whole
        while (piece := self._exchanges.piece()) is None:
            self._exchanges.feed(self._socket.receive(ends))
        return piece

    def _end(self, *, keep: bool) -> None:
        # One by one: where an interrupt comes in between, whoever closes it gives back the rest.
        connection, self._connection = self._connection, None
        if connection is not None:
            self._home.pool.give_back(connection, keep=keep)
        place, self._place = self._place, None
        if place is not None:
            self._home.room.leave(place)
