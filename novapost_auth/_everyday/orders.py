"""Orders: what a client knows of searching by them, and who in this process is at which."""

from __future__ import annotations

import os
from threading import Lock
from typing import TypeAlias

Turn: TypeAlias = tuple[object, ...]


class Orders:
    """What a client has found out of searching by ``clientOrder``."""

    def __init__(self) -> None:
        self.is_proven = False
        """Whether a search for an order that nobody has used has found nothing."""
        self.is_sure = False
        """Whether it did so while there were shipments that it could have found."""
        self.by_number: dict[str, str] = {}
        """The orders of what this client has created, as long as it is not sure."""


class Turns:
    """Who creates a shipment of which order in this process: one at a time."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._taken: set[Turn] = set()

    def take(self, turn: Turn) -> bool:
        """Take a turn; False while somebody else has it."""
        with self._lock:
            is_free = turn not in self._taken
            self._taken.add(turn)
            return is_free

    def give_back(self, turn: Turn) -> None:
        """Leave it to the next."""
        with self._lock:
            self._taken.discard(turn)

    def begin_anew(self) -> None:
        """Forget the turns of threads that are not there."""
        self._lock = Lock()
        self._taken = set()


turns = Turns()
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=turns.begin_anew)
