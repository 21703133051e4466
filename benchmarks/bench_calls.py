"""Calls over loopback: one after another, from threads, 50 at once, and page by page."""

from __future__ import annotations

import random
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from functools import partial

from attrs import frozen

from benchmarks.contestants import KEY, Contestant
from benchmarks.figures import AS_INSTALLED, WITH_FAST, Bar, Figure
from benchmarks.node import Node
from benchmarks.server import LATENCY, ON_A_PAGE, PAGES, serving
from benchmarks.turns import Times, take_turns
from novapost_auth import NovaPost

NODE = "Node"


@frozen(kw_only=True)
class Contest:
    """Calls that all contestants make, so many in a round."""

    what: str
    way: str
    calls: int
    at_once: int
    rounds: int = 15
    names: tuple[str, ...]


ONE_BY_ONE = Contest(
    what="a typed call over loopback, small answer",
    way="threads",
    calls=100,
    at_once=1,
    rounds=61,
    names=(AS_INSTALLED, WITH_FAST, "httpx"),
)
THREADS = Contest(
    what="8 threads on one client, throughput",
    way="threads",
    calls=400,
    at_once=8,
    names=(AS_INSTALLED, WITH_FAST, "httpx"),
)
AT_ONCE = Contest(
    what="50 concurrent async calls, throughput",
    way="coroutines",
    calls=500,
    at_once=50,
    names=(AS_INSTALLED, WITH_FAST, "httpx", "stock", "aiohttp", NODE),
)


def figures() -> Iterator[Figure]:
    with serving() as url:
        yield from _one_by_one(url)
        yield from _threads(url)
        yield from _at_once(url)
        yield _walk(url)


def _one_by_one(url: str) -> Iterator[Figure]:
    walls, processors = race(ONE_BY_ONE, url)
    against = "`httpx.Client.get(...).json()`"
    for name, bar in ((AS_INSTALLED, 0.75), (WITH_FAST, 0.5)):
        yield processors.time(name, "httpx", against, Bar("≤", bar))
    against += ", by the clock on the wall"
    yield walls.time(AS_INSTALLED, "httpx", against, Bar("≤", 1.1))


def _threads(url: str) -> Iterator[Figure]:
    walls, processors = race(THREADS, url)
    against = "8 threads on one `httpx.Client`"
    for name, bar in ((AS_INSTALLED, Bar("≥", 1.5)), (WITH_FAST, None)):
        yield processors.speed(name, "httpx", against, bar)
        yield walls.speed(name, "httpx", f"{against}, by the clock on the wall", bar)


def _at_once(url: str) -> Iterator[Figure]:
    walls, processors = race(AT_ONCE, url)
    against = "`httpx.AsyncClient`, `.json()`"
    yield processors.speed(AS_INSTALLED, "httpx", against, Bar("≥", 3.5))
    yield processors.speed(WITH_FAST, "httpx", against, Bar("≥", 9))
    against = "the stock client on stock httpx"
    yield processors.speed(AS_INSTALLED, "stock", against, Bar("≥", 1.5))
    yield processors.speed(WITH_FAST, "stock", against, Bar("≥", 4))
    against = "aiohttp with orjson by hand: times its time"
    yield processors.time(AS_INSTALLED, "aiohttp", against, None)
    yield processors.time(WITH_FAST, "aiohttp", against, Bar("≤", 2.2))
    against = "Node's fetch with JSON parsing, by the clock on the wall"
    for name, bar in ((AS_INSTALLED, None), (WITH_FAST, Bar("≥", 1))):
        if walls.times.has(NODE):
            yield walls.speed(name, NODE, against, bar)
        else:
            note = "skipped: no `node` on the path"
            yield Figure(AT_ONCE.what, against, None, bar, note, name)


@frozen
class Race:
    """What the contestants of a contest took."""

    contest: Contest
    times: Times

    def time(self, name: str, other: str, against: str, bar: Bar | None) -> Figure:
        """Tell how long a call takes by what it takes ``other``."""
        return self._figure(self.times.ratio(name, other), name, other, against, bar)

    def speed(self, name: str, other: str, against: str, bar: Bar | None) -> Figure:
        """Tell how many calls are made by how many ``other`` makes."""
        return self._figure(self.times.ratio(other, name), name, other, against, bar)

    def _figure(self, value: float, name: str, other: str, against: str, bar: Bar | None) -> Figure:
        each = [self.times.median(one) / self.contest.calls * 1e6 for one in (name, other)]
        note = f"{each[0]:.0f} and {each[1]:.0f} µs a call"
        return Figure(self.contest.what, against, value, bar, note, name)


def race(contest: Contest, url: str) -> tuple[Race, Race]:
    """Let the contestants take turns, each in a process of its own.

    Returns:
        What they took by the clock on the wall, and of the processor.

    """
    walls, processors = Times(f"{contest.what}, wall"), Times(contest.what)
    with ExitStack() as stack:
        running: dict[str, Contestant | Node] = {}
        for name in contest.names:
            if name != NODE:
                running[name] = stack.enter_context(Contestant(name, url))
            elif node := Node.start(f"{url}/dictionary/currencies"):
                running[name] = stack.enter_context(node)
        for round_, name in _turns(running, contest.rounds):
            wall, processor = running[name].batch(contest.way, contest.calls, contest.at_once)
            if round_:  # The first one connects.
                walls.add(name, wall)
                if processor is not None:
                    processors.add(name, processor)
    return Race(contest, walls), Race(contest, processors)


def _turns(names: Iterable[str], rounds: int) -> Iterator[tuple[int, str]]:
    order = list(names)
    for round_ in range(rounds + 1):
        random.shuffle(order)
        for name in order:
            yield round_, name


def _walk(url: str) -> Figure:
    def walk(*, read_ahead: bool) -> None:
        with NovaPost(KEY, server=url) as novapost:
            for index, _ in enumerate(novapost.divisions.find_all(read_ahead=read_ahead)):
                if index % ON_A_PAGE == 0:
                    time.sleep(LATENCY)  # What the caller does with a page.

    times = take_turns(
        f"walking {PAGES} pages",
        {"with": partial(walk, read_ahead=True), "without": partial(walk, read_ahead=False)},
        rounds=1,
        clock=time.perf_counter,
    )
    latency = f"{LATENCY * 1000:g} ms"
    each = f"{times.median('with'):.1f} and {times.median('without'):.1f} s"
    return Figure(
        f"walking {PAGES} pages with read-ahead over {latency} latency",
        "without",
        times.ratio("without", "with"),
        Bar("≥", 1.8),
        f"a caller that needs {latency} for a page; {each}",
        WITH_FAST,
    )
