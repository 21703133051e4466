"""Room for so many messages at once, for threads.

A signal's handler may raise at any line, or send a message itself; so no lock is taken that it
could leave locked, or find so. Who has a place holds an object, and a place that nobody has any
more, as whoever had it was broken off, is free.
"""

from __future__ import annotations

from queue import Empty, SimpleQueue
from weakref import ref


class Room:
    """So many places, for which threads wait."""

    def __init__(self, places: int) -> None:
        self._free: SimpleQueue[Place] = SimpleQueue()
        me: ref[Room] = ref(self)
        for _ in range(places):
            self._free.put(Place(me))

    def enter(self, seconds: float | None) -> Place | None:
        """Return a place, or None if there was none for so long."""
        try:
            return self._free.get(timeout=seconds)
        except Empty:
            return None

    def leave(self, place: Place) -> None:
        """Give ``place`` to the next."""
        self._free.put(place)


class Place:
    """Room for one message."""

    __slots__ = ("_room",)

    def __init__(self, room: ref[Room]) -> None:
        self._room = room

    def __del__(self) -> None:
        room = self._room()
        if room is not None:  # Who had it has not given it back, and is gone.
            room.leave(Place(self._room))
