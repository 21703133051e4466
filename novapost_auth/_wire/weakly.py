"""Things that are known for as long as somebody holds them, walked while others come and go.

A ``WeakSet`` is walked by Python's own code, step by step: what another thread, or a signal's
handler, adds meanwhile ends the walk with an error.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Generic, TypeVar
from weakref import WeakValueDictionary

T = TypeVar("T")


class Weakly(Generic[T]):
    """As a set, of objects that it does not keep. Each step is one that cannot be divided."""

    def __init__(self) -> None:
        self._known: WeakValueDictionary[int, T] = WeakValueDictionary()

    def __contains__(self, one: T) -> bool:
        return self._known.get(id(one)) is one

    def __iter__(self) -> Iterator[T]:
        for known in self._known.valuerefs():  # A list, copied at once.
            if (one := known()) is not None:
                yield one

    def add(self, one: T) -> None:
        """Know ``one`` from now on."""
        self._known[id(one)] = one

    def discard(self, one: T) -> None:
        """Know ``one`` no more."""
        self._known.pop(id(one), None)
