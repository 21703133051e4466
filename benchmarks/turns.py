"""Contestants that take turns, so that whatever else the machine does meets all of them alike."""

from __future__ import annotations

import gc
import random
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from statistics import median
from typing import Final

import pyperf


class Times:
    """The seconds that each contestant took, round by round, as benchmarks of pyperf."""

    def __init__(self, contest: str) -> None:
        self._contest = contest
        self._taken: dict[str, list[float]] = {}
        _ALL.append(self)

    def add(self, name: str, seconds: float) -> None:
        self._taken.setdefault(name, []).append(seconds)

    def has(self, name: str) -> bool:
        return name in self._taken

    def median(self, name: str) -> float:
        return float(self._benchmark(name).median())

    def ratio(self, name: str, other: str) -> float:
        """Return the median of what ``name`` took by what ``other`` took in the same round."""
        pairs = zip(self._taken[name], self._taken[other], strict=True)
        return median(one / another for one, another in pairs)

    def difference(self, name: str, other: str) -> float:
        """Return the median of how much longer ``name`` took than ``other`` in the same round."""
        pairs = zip(self._taken[name], self._taken[other], strict=True)
        return median(one - another for one, another in pairs)

    def benchmarks(self) -> list[pyperf.Benchmark]:
        return [self._benchmark(name) for name in self._taken]

    def _benchmark(self, name: str) -> pyperf.Benchmark:
        about = {"name": f"{self._contest}: {name}", "unit": "second"}
        return pyperf.Benchmark([pyperf.Run(self._taken[name], metadata=about)])


_ALL: Final[list[Times]] = []


def save(path: Path) -> None:
    """Write all that was measured, and on what machine, for ``python -m pyperf`` to read."""
    path.parent.mkdir(exist_ok=True)
    suite = pyperf.BenchmarkSuite([each for times in _ALL for each in times.benchmarks()])
    suite.dump(str(path), replace=True)


def take_turns(
    contest: str,
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
    times = Times(contest)
    order = list(contests)
    for work in contests.values():
        work()
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
