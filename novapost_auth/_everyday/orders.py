"""Orders: what a client knows of searching by them, and who in this process is at which."""

from __future__ import annotations

import os
from functools import partial
from typing import TypeAlias
from weakref import ref

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
    """Who creates a shipment of which order in this process: one at a time.

    There is no lock: an interrupt in it would leave all orders to nobody. Whoever was interrupted
    before the turn could be given back has given it back by being gone.
    """

    def __init__(self) -> None:
        self._holders: dict[Turn, ref[object]] = {}

    def take(self, turn: Turn, holder: object) -> bool:
        """Take a turn for as long as ``holder`` is there; False while somebody else has it."""
        mine = ref(holder, partial(self._forget, turn))
        return self._holders.setdefault(turn, mine)() is holder  # One step, among all threads.

    def give_back(self, turn: Turn, holder: object) -> None:
        """Leave it to the next, if ``holder`` has it."""
        held = self._holders.get(turn)
        if held is not None and held() is holder:
            self._forget(turn, held)

    def begin_anew(self) -> None:
        """Forget the turns of threads that are not there."""
        self._holders = {}

    def _forget(self, turn: Turn, held: ref[object]) -> None:
        if self._holders.get(turn) is held:
            del self._holders[turn]


turns = Turns()
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=turns.begin_anew)
