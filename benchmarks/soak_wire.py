"""Ten thousand cancels, forks and loops for the wire, and what must hold all the same.

Run it as ``python benchmarks/soak_wire.py [calls]``; it exits with 1 if anything did not hold.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import threading
from collections.abc import Callable, Coroutine
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests" / "helpers"))

import trio
import uvloop
from fault_server import KEY
from wire_storm import Storm, left_over, one_connection, serving, sockets

import novapost_auth as np

Main: TypeAlias = Callable[[], Coroutine[Any, Any, object]]

FORKS, LOOPS, THREADS = 40, 200, 8


def storms(url: str, calls: int) -> list[tuple[str, Callable[[], str]]]:
    def storm(run: Callable[[Main], object], together: int, *, one: bool) -> str:
        threads, before = threading.enumerate(), sockets()
        made = Storm(
            url, calls=calls, together=together, transport=one_connection() if one else None
        )
        run(made.run)
        assert made.unexpected == [], made.unexpected[:3]
        left = left_over(before, threads)
        assert left == (0, []), left
        return f"{made.cancelled} cancelled, {made.done} not"

    ways: dict[str, Callable[[Main], object]] = {
        "asyncio": lambda main: asyncio.run(main()),
        "uvloop": lambda main: uvloop.run(main()),
        "trio": trio.run,
    }
    if sys.version_info >= (3, 12):

        async def eagerly(main: Main) -> None:
            asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)
            await main()

        ways["eager tasks"] = lambda main: asyncio.run(eagerly(main))
    return [
        (
            f"{name}, {together} at once, {'one connection' if one else 'as installed'}",
            partial(storm, run, together, one=one),
        )
        for name, run in ways.items()
        for together in (20, 60, 200)
        for one in (False, True)
    ]


def forks(url: str) -> str:
    """Fork again and again while threads call; each child calls too."""
    api = np.NovaPost(KEY, server=url, timeout=20, environ={})
    api.request("GET", "/calm")
    stop, errors, count = threading.Event(), [], []

    def traffic() -> None:
        while not stop.is_set():
            try:
                api.request("GET", "/calm")
                count.append(1)
            except np.NovaPostError as error:
                errors.append(error)

    threads = [threading.Thread(target=traffic) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    statuses = []
    for _ in range(FORKS):
        if not (pid := os.fork()):
            signal.alarm(60)  # Or one that hangs would be waited for in vain.
            try:
                for _ in range(3):
                    api.request("GET", "/calm")
            except BaseException:  # noqa: BLE001 - the status tells
                os._exit(1)
            os._exit(0)
        statuses.append(os.waitpid(pid, 0)[1])
    stop.set()
    for thread in threads:
        thread.join()
    api.close()
    assert not errors, errors[:3]
    assert not any(statuses), statuses
    return f"{FORKS} children, {len(count)} calls of the parent"


def loops(url: str) -> str:
    """Use one client in many loops, two at a time."""
    before = sockets()
    api = np.AsyncNovaPost(KEY, server=url, timeout=20, environ={})
    errors: list[BaseException] = []

    async def main() -> None:
        await asyncio.gather(*(api.request("GET", "/calm") for _ in range(10)))

    def work() -> None:
        try:
            for _ in range(LOOPS // 2):
                asyncio.run(main())
        except BaseException as error:  # noqa: BLE001 - it is told below
            errors.append(error)

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    asyncio.run(api.aclose())
    assert not errors, errors[:3]
    left = left_over(before, threading.enumerate())[0]
    assert not left, f"{left} sockets left"
    return f"{LOOPS} loops"


def main(calls: int) -> int:
    failed = 0
    with serving() as url:
        parts = [*storms(url, calls), ("forks", lambda: forks(url)), ("loops", lambda: loops(url))]
        for name, part in parts:
            try:
                print(f"{name}: {part()}", flush=True)
            except BaseException as error:  # noqa: BLE001 - groups of errors too
                failed += 1
                print(
                    f"{name}: DID NOT HOLD: {type(error).__name__}: {str(error)[:300]}", flush=True
                )
    print("everything held" if not failed else f"{failed} did not hold")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000))
