"""``python -m benchmarks.plots``: draw how cost grows, into ``docs/``.

With the size of a page (time and memory), with the calls at a time, and with the processes.
"""

from __future__ import annotations

import asyncio
import gc
import json
import multiprocessing
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

import matplotlib as mpl

from benchmarks import pages, stock
from benchmarks.bench_calls import Contest, race
from benchmarks.bench_models import held
from benchmarks.contestants import KEY, by_coroutines
from benchmarks.figures import AS_INSTALLED, WITH_FAST
from benchmarks.server import serving
from benchmarks.turns import take_turns
from novapost_auth import AsyncNovaPost
from novapost_client.model import read_object
from novapost_client.models import DivisionPage

mpl.use("svg")
mpl.rcParams["svg.hashsalt"] = "novapost"  # The same figures give the same file.
mpl.rcParams["svg.fonttype"] = "none"
from matplotlib import pyplot as plt  # noqa: E402 - after the choice of what draws

FOLDER = stock.ROOT / "docs/plots"
SIZES = (10, 100, 1000, 10_000, 100_000)
AT_ONCE = (1, 2, 5, 10, 20, 50, 100, 200, 500)
PROCESSES = (1, 2, 4, 8)
CALLS = 500
ROUNDS = 5

Lines = Mapping[str, Sequence[float]]


def main() -> int:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        stock.generate(Path(folder))
        times, sizes = _by_size()
    draw("page-time", SIZES, times, "divisions on a page", "µs a division")
    draw("page-memory", SIZES, sizes, "divisions on a page", "kB a division")
    with serving() as url:
        draw("concurrency", AT_ONCE, _by_concurrency(url), "calls at a time", "µs a call")
        draw("processes", PROCESSES, _by_processes(url), "processes", "µs a call, over all")
    return 0


def draw(name: str, x: Sequence[int], lines: Lines, x_label: str, y_label: str) -> None:
    """Draw lines over ``x``; a cost that grows linearly is a level line."""
    figure, axes = plt.subplots(figsize=(6, 3.5), layout="constrained")
    for label, y in lines.items():
        axes.plot(x, y, marker="o", label=label)
        print(f"{name}, {label}: {', '.join(f'{value:.1f}' for value in y)}")
    axes.set(xscale="log", xlabel=x_label, ylabel=y_label)
    axes.set_ylim(bottom=0)
    axes.set_xticks(x, [f"{value:,}" for value in x])
    axes.minorticks_off()
    axes.grid(alpha=0.3)
    axes.legend(frameon=False)
    figure.savefig(FOLDER / f"{name}.svg", metadata={"Date": None})
    plt.close(figure)


def _by_size() -> tuple[Lines, Lines]:
    theirs = import_module("stock_client.models").DivisionPage
    times: dict[str, list[float]] = {}
    sizes: dict[str, list[float]] = {}
    for size in SIZES:
        content = pages.page(size)
        readers: dict[str, Callable[[], Any]] = {
            "novapost": partial(read_object, DivisionPage, content),
            "novapost, no garbage collection": partial(
                _uncollected, partial(read_object, DivisionPage, content)
            ),
            "stock client": partial(_stock, theirs, content),
        }
        repeats = max(1, 2000 // size)
        taken = take_turns(
            f"a page of {size:,}",
            {name: partial(_repeat, read, repeats) for name, read in readers.items()},
            rounds=3 if size > 10_000 else 7,
        )
        for name in readers:
            times.setdefault(name, []).append(taken.median(name) / repeats / size * 1e6)
        del readers["novapost, no garbage collection"]
        readers["plain dicts"] = partial(json.loads, content)
        for name, read in readers.items():
            sizes.setdefault(name, []).append(held(read) / size / 1000)
    return times, sizes


def _stock(theirs: Any, content: bytes) -> object:
    return theirs.from_dict(json.loads(content))


def _repeat(work: Callable[[], object], times: int) -> None:
    for _ in range(times):
        work()


def _uncollected(work: Callable[[], object]) -> object:
    gc.disable()
    try:
        return work()
    finally:
        gc.enable()


def _by_concurrency(url: str) -> Lines:
    names = {"novapost": AS_INSTALLED, "novapost[fast]": WITH_FAST, "httpx alone": "httpx"}
    lines: dict[str, list[float]] = {label: [] for label in names}
    for at_once in AT_ONCE:
        contest = Contest(
            what=f"{at_once} at once",
            way="coroutines",
            calls=CALLS,
            at_once=at_once,
            names=tuple(names.values()),
            rounds=ROUNDS,
        )
        _, taken = race(contest, url)
        for label, name in names.items():
            lines[label].append(taken.times.median(name) / CALLS * 1e6)
    return lines


def _by_processes(url: str) -> Lines:
    context = multiprocessing.get_context("spawn")
    return {"50 calls at a time in each": list(_over_all(context, url))}


def _over_all(context: Any, url: str) -> Iterable[float]:
    for processes in PROCESSES:
        with context.Pool(processes) as pool:
            pool.map(_calls, [url] * processes, chunksize=1)  # Imports and connects.
            began = time.perf_counter()
            pool.map(_calls, [url] * processes, chunksize=1)
            yield (time.perf_counter() - began) / CALLS / processes * 1e6


def _calls(url: str) -> None:
    async def run() -> None:
        async with AsyncNovaPost(KEY, server=url) as novapost:
            await by_coroutines(novapost.dictionaries.find_currencies, CALLS, 50)

    asyncio.run(run())


if __name__ == "__main__":
    sys.exit(main())
