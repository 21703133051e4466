"""Those who make calls: each in a process of its own, with what its users have installed.

``python -m benchmarks.contestants NAME URL`` makes calls as its input tells it to: a line "WAY
CALLS AT_ONCE" is answered with the seconds that passed, and those of the processor.
"""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import threading
import time
from collections.abc import Awaitable, Callable, Iterable
from contextlib import AbstractContextManager
from functools import partial
from typing import Any, Final, Self, TypeAlias

from benchmarks.figures import AS_INSTALLED, WITH_FAST

KEY = "0" * 32
TOKEN = "t" * 150
"""What those send who get no token by themselves; the service takes any."""
EXTRAS = ("orjson", "httptools")
"""What ``novapost[fast]`` brings."""

_SESSIONS: Final[list[Any]] = []

Call: TypeAlias = Callable[[], object]
AsyncCall: TypeAlias = Callable[[], Awaitable[object]]


class Contestant(AbstractContextManager["Contestant"]):
    """A running process that makes calls when it is told to."""

    def __init__(self, name: str, url: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.contestants", name, url],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        )

    def batch(self, way: str, calls: int, at_once: int = 1) -> tuple[float, float]:
        """Make so many calls, so many of them at a time.

        Args:
            way: "threads" or "coroutines".

        Returns:
            The seconds it took, and those of the processor: with the server in another process,
            what a client costs, and all that counts where it is the slower one of the two.

        """
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(f"{way} {calls} {at_once}\n")
        self._process.stdin.flush()
        wall, processor = self._process.stdout.readline().split()
        return float(wall), float(processor)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()


def hide(modules: Iterable[str]) -> None:
    """Make importing ``modules`` fail, as where they are not installed."""
    for module in modules:
        assert module not in sys.modules
        sys.modules[module] = None  # type: ignore[assignment]


# Each of these imports what it needs when it is chosen, after what it does without is hidden.


def _novapost(url: str) -> tuple[Call | None, AsyncCall | None]:
    from novapost_auth import AsyncNovaPost, NovaPost

    client = NovaPost(KEY, server=url)
    return (
        client.dictionaries.find_currencies,
        AsyncNovaPost(KEY, server=url).dictionaries.find_currencies,
    )


def _as_installed(url: str) -> tuple[Call | None, AsyncCall | None]:
    hide(EXTRAS)
    return _novapost(url)


def _httpx(url: str) -> tuple[Call | None, AsyncCall | None]:
    import httpx

    get, aget = httpx.Client().get, httpx.AsyncClient().get
    where, headers = _plain(url)

    async def call() -> object:
        return (await aget(where, headers=headers)).json()

    return lambda: get(where, headers=headers).json(), call


def _stock(url: str) -> tuple[Call | None, AsyncCall | None]:
    from stock_client.api.dictionaries import get_dictionary_currencies  # type: ignore[import-not-found]
    from stock_client.client import AuthenticatedClient  # type: ignore[import-not-found]

    client: Any = AuthenticatedClient(base_url=url, token=TOKEN, prefix="")
    call = get_dictionary_currencies
    return partial(call.sync, client=client), partial(call.asyncio, client=client)


def _aiohttp(url: str) -> tuple[Call | None, AsyncCall | None]:
    import aiohttp
    import orjson

    where, headers = _plain(url)

    async def call() -> object:
        if not _SESSIONS:  # It wants to be made within a running loop.
            _SESSIONS.append(aiohttp.ClientSession())
        async with _SESSIONS[0].get(where, headers=headers) as response:
            return orjson.loads(await response.read())

    return None, call


_CONTESTANTS = {
    AS_INSTALLED: _as_installed,
    WITH_FAST: _novapost,
    "httpx": _httpx,
    "stock": _stock,
    "aiohttp": _aiohttp,
}


def _plain(url: str) -> tuple[str, dict[str, str]]:
    return f"{url}/dictionary/currencies", {"Authorization": TOKEN}


def _by_threads(call: Call, calls: int, at_once: int) -> None:
    def work(share: int) -> None:
        for _ in range(share):
            call()

    if at_once == 1:
        work(calls)
        return
    threads = [threading.Thread(target=work, args=(calls // at_once,)) for _ in range(at_once)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


async def by_coroutines(call: AsyncCall, calls: int, at_once: int) -> None:
    left = iter(range(calls))

    async def work() -> None:
        for _ in left:
            await call()

    async with asyncio.TaskGroup() as group:
        for _ in range(at_once):
            group.create_task(work())


def main(name: str, url: str) -> None:
    call, async_call = _CONTESTANTS[name](url)
    with asyncio.Runner() as runner:
        for line in sys.stdin:
            way, calls, at_once = line.split()
            began, began_processor = time.perf_counter(), time.process_time()
            if way == "threads":
                assert call
                _by_threads(call, int(calls), int(at_once))
            else:
                assert async_call
                runner.run(by_coroutines(async_call, int(calls), int(at_once)))
            taken = time.perf_counter() - began, time.process_time() - began_processor
            print(*taken, flush=True)
        for session in _SESSIONS:
            runner.run(session.close())


if __name__ == "__main__":
    main(*sys.argv[1:])
