"""What a cached token costs: `NovaPostAuth` beside an `httpx.Auth` that sets a constant header.

Contestants take turns, a few requests at a time, so that whatever else the machine does meets
all of them alike; the medians are compared. Run it as ``python -m benchmarks.bench_auth``.
"""

import asyncio
import base64
import gc
import json
import random
import sys
from collections.abc import AsyncGenerator, Awaitable, Callable, Generator
from functools import partial
from time import perf_counter

import httpx

from benchmarks.turns import Times
from novapost_auth import NovaPostAuth

URL = "https://api.novapost.com/v.1.0/divisions"
HEADERS = {"User-Agent": "bench", "Accept": "*/*", "Connection": "keep-alive"}
BATCH, ROUNDS = 16, 2000


class Constant(httpx.Auth):
    """The least that an `httpx.Auth` of the usual form can do."""

    def __init__(self, value: str) -> None:
        self._value = value

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        request.headers["Authorization"] = self._value
        yield request


def jwt() -> str:
    def part(data: dict[str, object]) -> str:
        return base64.urlsafe_b64encode(json.dumps(data).encode()).decode().rstrip("=")

    claims = {"iss": "np", "iat": 0, "exp": 3600, "cid": "c" * 36, "ref": "r" * 150}
    return f"{part({'typ': 'JWT', 'alg': 'HS256'})}.{part(claims)}.{'s' * 43}"


def drive(flow: Generator[httpx.Request, httpx.Response, None], answer: httpx.Response) -> None:
    """Do with a flow what `httpx.Client` does."""
    try:
        next(flow)
        try:  # As the client does it; `suppress` would cost both more than they do themselves.
            flow.send(answer)
        except StopIteration:
            return
    finally:
        flow.close()


async def adrive(
    flow: AsyncGenerator[httpx.Request, httpx.Response], answer: httpx.Response
) -> None:
    try:
        await anext(flow)
        try:
            await flow.asend(answer)
        except StopAsyncIteration:
            return
    finally:
        await flow.aclose()


def requests() -> list[httpx.Request]:
    return [httpx.Request("GET", URL, headers=HEADERS) for _ in range(BATCH)]


async def sync_batch(auth: httpx.Auth, answer: httpx.Response) -> float:
    batch = requests()
    began = perf_counter()
    for request in batch:
        drive(auth.sync_auth_flow(request), answer)
    return perf_counter() - began


async def async_batch(auth: httpx.Auth, answer: httpx.Response) -> float:
    batch = requests()
    began = perf_counter()
    for request in batch:
        await adrive(auth.async_auth_flow(request), answer)
    return perf_counter() - began


async def client_batch(get: Callable[[str], object]) -> float:
    began = perf_counter()
    for _ in range(BATCH):
        get(URL)
    return perf_counter() - began


async def lookup_batch(get: Callable[[], object]) -> float:
    began = perf_counter()
    for _ in range(BATCH):
        get()
    return perf_counter() - began


async def measure() -> dict[str, float]:
    token = jwt()
    transport = httpx.MockTransport(lambda _: httpx.Response(200, json={"jwt": token}))
    ours, constant = NovaPostAuth("k" * 32, transport=transport), Constant(token)
    await ours.atoken()
    answer = httpx.Response(200)
    times = Times(f"auth flow, {BATCH} requests")
    contests: dict[str, Callable[[], Awaitable[float]]] = {
        "sync constant": partial(sync_batch, constant, answer),
        "sync ours": partial(sync_batch, ours, answer),
        "async constant": partial(async_batch, constant, answer),
        "async ours": partial(async_batch, ours, answer),
        "client constant": partial(
            client_batch, httpx.Client(auth=constant, transport=transport).get
        ),
        "client ours": partial(client_batch, httpx.Client(auth=ours, transport=transport).get),
        "lookup": partial(lookup_batch, ours._source.get),
    }
    gc.disable()
    for turn in range(ROUNDS):
        # Whole requests leave much behind, and are long enough to be seen in fewer turns.
        order = [name for name in contests if turn % 10 == 0 or not name.startswith("client")]
        random.shuffle(order)
        for name in order:
            times.add(name, await contests[name]())
    gc.enable()
    found = {name: times.median(name) / BATCH * 1e6 for name in contests}
    for way in ("sync", "async", "client"):
        found[f"{way} ratio"] = times.ratio(f"{way} ours", f"{way} constant")
    return found


def main() -> int:
    found = asyncio.run(measure())
    sync, asynchronous = found["sync constant"], found["async constant"]
    print(f"{'µs a request':28}{'constant header':>16}{'NovaPostAuth':>14}{'ratio':>8}")
    for name, base, ours in (
        ("whole sync flow", sync, found["sync ours"]),
        ("whole async flow", asynchronous, found["async ours"]),
        ("request in a client", found["client constant"], found["client ours"]),
        ("lookup alone / sync flow", sync, found["lookup"]),
    ):
        print(f"{name:28}{base:16.2f}{ours:14.2f}{ours / base:8.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
