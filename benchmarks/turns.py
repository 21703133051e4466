"""Contestants that take turns, so that whatever else the machine does meets all of them alike."""

from __future__ import annotations

import gc
import random
import time
from collections.abc import Callable, Mapping
from statistics import median


class Times:
    """The seconds that each contestant took, round by round."""

    def __init__(self) -> None:
        self._taken: dict[str, list[float]] = {}

    def add(self, name: str, seconds: float) -> None:
        self._taken.setdefault(name, []).append(seconds)

    def has(self, name: str) -> bool:
        return name in self._taken

    def median(self, name: str) -> float:
        return median(self._taken[name])

    def ratio(self, name: str, other: str) -> float:
        """Return the median of what ``name`` took by what ``other`` took in the same round."""
        pairs = zip(self._taken[name], self._taken[other], strict=True)
        return median(one / another for one, another in pairs)


def take_turns(
    contests: Mapping[str, Callable[[], object]],
    *,
    rounds: int,
    clock: Callable[[], float] = time.process_time,
    tidy: bool = True,
) -> Times:
    """Run each contest once a round, in another order each time.

    The clock is the processor's by default: what other processes take does not count. Before
    each, the garbage of the last is collected, unless ``tidy`` is off.
    """
    times = Times()
    order = list(contests)
    for contest in contests.values():
        contest()
    for _ in range(rounds):
        random.shuffle(order)
        for name in order:
            if tidy:
                gc.collect()
            began = clock()
            result = contests[name]()
            times.add(name, clock() - began)
            del result
    return times
