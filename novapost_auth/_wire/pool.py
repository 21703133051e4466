"""Connections that are kept for the next message, and those in use; the waiting is done elsewhere.

A connection belongs to the process and the event loop that opened it. After a fork the child lets
go of all that it has a copy of, without a word on any of them; a connection whose use was broken
off, however that came about, is dropped and never used again.

Threads share a pool without a lock, since a signal's handler may raise at any line, or send a
message itself: each step is a single operation that cannot be divided. What an interrupt leaves in
nobody's hands closes itself.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final, Generic, TypeVar

from attrs import define, field

from novapost_auth._wire.http1 import Exchanges
from novapost_auth._wire.message import Origin
from novapost_auth._wire.sockets import AnySocket
from novapost_auth._wire.weakly import Weakly

AT_ONCE: Final = 100
"""How many messages may be under way at once; further ones wait."""
_KEPT: Final = 5.0  # Seconds for which a connection may be idle. Servers close it later than that.

Link = TypeVar("Link", bound=AnySocket)


@define(eq=False)
class Connection(Generic[Link]):
    """A socket, and what is said on it."""

    origin: Origin
    socket: Link
    exchanges: Exchanges
    idle_since: float = 0.0


@define(eq=False)
class Pool(Generic[Link]):
    """The connections of one client in one process and, for coroutines, one event loop."""

    monotonic: Callable[[], float] = time.monotonic
    _idle: list[Connection[Link]] = field(factory=list, init=False)
    _all: Weakly[Connection[Link]] = field(factory=Weakly, init=False)
    _is_closed: bool = field(default=False, init=False)

    def take(self, origin: Origin) -> Connection[Link] | None:
        """Return a connection that can be used, or None where one has to be opened.

        The one that was used last is looked at first. The service may have closed it meanwhile.
        """
        oldest = self.monotonic() - _KEPT
        for connection in self._idle.copy():
            if connection.idle_since < oldest:
                self._drop(connection)
        for connection in reversed(self._idle.copy()):
            if connection.origin == origin and self._claim(connection):
                if not connection.socket.is_readable():
                    return connection
                connection.socket.drop()
        return None

    def add(self, connection: Connection[Link]) -> Connection[Link]:
        """Take note of a connection that has been opened, and is in use; return it."""
        self._all.add(connection)
        return connection

    def give_back(self, connection: Connection[Link], *, keep: bool) -> None:
        """End the use of ``connection``; it is kept if another message may follow on it."""
        if keep and not self._is_closed and connection.exchanges.is_reusable():
            connection.idle_since = self.monotonic()
            self._idle.append(connection)
            # Of too many, those that were used last are kept; none, if it was closed just now.
            for one in self._idle.copy() if self._is_closed else self._idle[:-AT_ONCE]:
                self._drop(one)
        else:
            connection.socket.drop()

    def close(self) -> None:
        """Close all that are not in use, and from now on each whose use ends."""
        self._is_closed = True
        for connection in self._idle.copy():
            self._drop(connection)

    def forget(self) -> None:
        """Let go of all: who used them is in another process, or gone with an event loop."""
        self.close()
        for connection in self._all:
            connection.socket.drop()

    def _drop(self, connection: Connection[Link]) -> None:
        if self._claim(connection):
            connection.socket.drop()

    def _claim(self, connection: Connection[Link]) -> bool:
        """Take it out of what is kept; tell whether nobody else was faster."""
        try:
            self._idle.remove(connection)
        except ValueError:
            return False
        return True


inherited: list[object] = []
"""What belongs to the parent process: nobody may clean up after it."""
