"""Things that are known for as long as somebody holds them, walked while others come and go.

They may also be what has to begin anew in a child process, which has a copy of them after a fork.

A ``WeakSet`` is walked by Python's own code, step by step: what another thread, or a signal's
handler, adds meanwhile ends the walk with an error.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import Generic, TypeVar
from weakref import WeakValueDictionary

T = TypeVar("T")


class Weakly(Generic[T]):
    """As a set, of objects that it does not keep. Each step is one that cannot be divided."""

    def __init__(self) -> None:
        self._known: WeakValueDictionary[int, T] = WeakValueDictionary()

    def __iter__(self) -> Iterator[T]:
        for known in self._known.valuerefs():  # A list, copied at once.
            if (one := known()) is not None:
                yield one

    def add(self, one: T) -> None:
        """Know ``one`` from now on."""
        self._known[id(one)] = one


def told_of_forks(after_fork: Callable[[T], object]) -> Weakly[T]:
    """Return a set of what has to begin anew in a child process.

    Args:
        after_fork: Is called there with each. Locks may be held by threads that are not there.

    """
    known: Weakly[T] = Weakly()
    if hasattr(os, "register_at_fork"):
        os.register_at_fork(after_in_child=lambda: [*map(after_fork, known)])
    return known
