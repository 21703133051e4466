"""Calls over loopback: one after another, 50 at once, and page by page with read-ahead."""

from __future__ import annotations

import asyncio
import gc
import importlib.abc
import random
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, nullcontext
from functools import partial
from importlib import import_module
from importlib.machinery import PathFinder

import aiohttp
import httpx
import orjson
import sniffio  # noqa: F401 - loaded, to be hidden from those who do without
from httpx_aiohttp import AiohttpTransport

from benchmarks.bench_models import only_json
from benchmarks.figures import Bar, Figure
from benchmarks.node import Node
from benchmarks.server import LATENCY, ON_A_PAGE, PAGES, serving
from benchmarks.turns import Times, take_turns
from novapost_auth import AsyncNovaPost, NovaPost

ONE_BY_ONE = 4000
AT_ONCE = 50
BATCH = 500
ROUNDS = 21
KEY = "0" * 32
LIMITS = httpx.Limits(max_connections=100, max_keepalive_connections=100)

AsyncCall = Callable[[], Awaitable[object]]


def figures() -> Iterator[Figure]:
    with serving() as url:
        yield _one_by_one(url)
        yield from _at_once(url)
        yield _walk(url)


def _one_by_one(url: str) -> Figure:
    with NovaPost(KEY, server=url) as novapost, httpx.Client(limits=LIMITS, timeout=30) as raw:
        headers = {"Authorization": novapost.token().value.reveal()}
        times = take_turns(
            "a call over loopback",
            {
                "ours": novapost.dictionaries.find_currencies,
                "raw": lambda: raw.request(
                    "GET", f"{url}/dictionary/currencies", headers=headers
                ).json(),
            },
            rounds=ONE_BY_ONE,
            clock=time.perf_counter,
            tidy=False,
        )
    return Figure(
        "a typed call over loopback, small answer",
        "raw `httpx.Client.request(...).json()`, same settings",
        times.ratio("ours", "raw"),
        Bar("≤", 1.1),
        f"{times.median('ours') * 1e6:.0f} and {times.median('raw') * 1e6:.0f} µs a call",
    )


def _at_once(url: str) -> Iterator[Figure]:
    times = asyncio.run(_race(url))
    stock = "the stock client on stock httpx"
    helped = "the stock client, with sniffio, which `novapost` brings"
    node = "Node's fetch with JSON parsing (by the clock on the wall)"
    for name, other, against, bar, how in (
        ("ours", "stock", stock, Bar("≥", 1.5), "as installed"),
        ("fast", "stock", stock, Bar("≥", 4), "`novapost[fast]`"),
        ("fast wall", "node wall", node, Bar("≥", 0.6), "`novapost[fast]`"),
        ("ours", "helped", helped, None, "as installed"),
        ("fast", "helped", helped, None, "`novapost[fast]`"),
        ("ours", "httpx", "httpx alone, `.json()`", None, "as installed"),
        ("fast", "aiohttp", "aiohttp alone, with orjson", None, "`novapost[fast]`"),
    ):
        what = f"{AT_ONCE} concurrent async calls, throughput"
        if not times.has(other):
            yield Figure(what, against, None, bar, "skipped: no `node` on the path")
            continue
        each = " and ".join(f"{times.median(one) / BATCH * 1e6:.0f}" for one in (name, other))
        note = f"{how}; {each} µs a call"
        yield Figure(what, against, times.ratio(other, name), bar, note)


async def _race(url: str) -> Times:
    where = f"{url}/dictionary/currencies"
    stock = import_module("stock_client.client")
    stock_call = import_module("stock_client.api.dictionaries.get_dictionary_currencies").asyncio
    times = Times(f"{BATCH} calls, {AT_ONCE} at once")
    async with (
        AsyncNovaPost(KEY, server=url) as ours,
        AsyncNovaPost(KEY, server=url, transport=AiohttpTransport(limits=LIMITS)) as fast,
        httpx.AsyncClient() as raw,
        aiohttp.ClientSession() as session,
    ):
        token = (await ours.token()).value.reveal()
        headers = {"Authorization": token}
        client = stock.AuthenticatedClient(base_url=url, token=token, prefix="")

        async def with_httpx() -> object:
            return (await raw.get(where, headers=headers)).json()

        async def with_aiohttp() -> object:
            async with session.get(where, headers=headers) as response:
                return orjson.loads(await response.read())

        calls: dict[str, AsyncCall] = {
            "ours": ours.dictionaries.find_currencies,
            "fast": fast.dictionaries.find_currencies,
            "stock": partial(stock_call, client=client),
            "helped": partial(stock_call, client=client),
            "httpx": with_httpx,
            "aiohttp": with_aiohttp,
        }
        surroundings = {"ours": only_json, "stock": no_sniffio, "httpx": no_sniffio}
        node = Node.start()
        order = [*calls, "node"] if node else [*calls]
        for round_ in range(ROUNDS + 1):
            random.shuffle(order)
            for name in order:
                gc.collect()
                if node and name == "node":
                    taken = {"node wall": await node.batch(where, token, BATCH, AT_ONCE)}
                else:
                    with surroundings.get(name, nullcontext)():
                        wall, processor = await batch(calls[name], BATCH, AT_ONCE)
                    taken = {f"{name} wall": wall, name: processor}
                for one, seconds in taken.items():
                    if round_:  # The first one connects.
                        times.add(one, seconds)
        if node:
            node.stop()
        await client.get_async_httpx_client().aclose()
    return times


@contextmanager
def no_sniffio() -> Iterator[None]:
    """Hide sniffio, which httpx does not bring: importing it fails, about as slowly as then."""

    class Finder(importlib.abc.MetaPathFinder):
        def find_spec(self, fullname: str, *_: object) -> None:
            if fullname == "sniffio":
                # In as many folders as a plain environment looks through; here there are more.
                PathFinder.find_spec("sniffio_that_is_not_there", sys.path[:5])
                raise ModuleNotFoundError(fullname)

    installed, finder = sys.modules.pop("sniffio"), Finder()
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)
        sys.modules["sniffio"] = installed


async def batch(call: AsyncCall, calls: int, at_once: int) -> tuple[float, float]:
    """Make so many calls, so many of them at a time.

    Returns:
        The seconds it took, and those of the processor: with the server in another process, what
        a client costs, and all that counts where it is the slower one of the two.

    """
    left = iter(range(calls))

    async def worker() -> None:
        for _ in left:
            await call()

    began, began_processor = time.perf_counter(), time.thread_time()
    async with asyncio.TaskGroup() as group:
        for _ in range(at_once):
            group.create_task(worker())
    return time.perf_counter() - began, time.thread_time() - began_processor


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
    )
