"""What becomes of work and waits whose event loop stops, ends, or was never there."""

import asyncio
import gc
import logging
import sys
import types
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import anyio
import pytest
import trio

from novapost_auth._wire.latch import Latch
from novapost_auth._wire.loop import LoopOver, current_loop


async def work():
    return "done"


async def here():
    return current_loop()


@pytest.fixture(params=["asyncio", "trio"])
def run(request):
    return asyncio.run if request.param == "asyncio" else trio.run


def start(run, function):
    return run(function()) if run is asyncio.run else run(function)


def test_work_for_a_loop_that_has_ended(run):
    loop = start(run, here)
    with pytest.raises(LoopOver):
        loop.run(work)
    gc.collect()  # A coroutine that was never awaited would warn here.


def test_work_for_a_loop_that_is_stopped():
    runner = asyncio.new_event_loop()
    loop = runner.run_until_complete(here())
    with pytest.raises(LoopOver):
        loop.run(work)
    runner.close()
    gc.collect()


def by_a_thread(run, work):
    """Have ``work`` run on a loop by another thread; returns the finished job."""

    async def main():
        loop = current_loop()
        with ThreadPoolExecutor(1) as pool:
            job = pool.submit(loop.run, work)
            while not job.done():  # noqa: ASYNC110 - it is no event of the loop
                await anyio.sleep(0.001)
        return job

    return start(run, main)


def test_work_that_is_done(run):
    assert by_a_thread(run, work).result() == "done"


def test_work_that_fails(run):
    async def fail():
        raise ZeroDivisionError

    assert type(by_a_thread(run, fail).exception()) is ZeroDivisionError


def test_who_waited_on_a_loop_that_has_ended_is_not_woken(run, caplog):
    latch = Latch()

    async def main():
        with suppress(asyncio.CancelledError):
            await latch.wait_on(current_loop(), 0.0)

    start(run, main)
    with caplog.at_level(logging.DEBUG):
        latch.set()
    assert "exception calling callback" not in caplog.text


def test_a_wait_ends_with_the_event_or_with_the_time_and_is_then_forgotten(run):
    async def main():
        latch = Latch()
        await latch.wait_on(current_loop(), 0.001)
        assert (latch.is_set, len(latch._wakers)) == (False, 0)
        with ThreadPoolExecutor(1) as pool:
            pool.submit(latch.set)
            await latch.wait_on(current_loop(), 10.0)
        return latch.is_set

    assert start(run, main)


def test_outside_of_a_loop_there_is_none():
    with pytest.raises(RuntimeError):
        current_loop()


OLD_TRIO = types.SimpleNamespace(
    lowlevel=types.SimpleNamespace(current_task=trio.lowlevel.current_task)
)


@pytest.mark.parametrize(
    "found",
    [
        types.ModuleType("trio"),
        types.SimpleNamespace(lowlevel=types.ModuleType("trio.lowlevel")),
        OLD_TRIO,
        None,
        trio,
    ],
    ids=["being imported", "nearly imported", "before 0.29", "forbidden", "whole"],
)
def test_whatever_trio_is_in_the_process_asyncio_is_asyncio(monkeypatch, auth, found):
    monkeypatch.setitem(sys.modules, "trio", found)

    async def main():
        return current_loop().key is asyncio.get_running_loop(), await auth.atoken()

    same, token = asyncio.run(main())
    assert same
    assert token.value


def test_an_old_trio_is_trio(monkeypatch):
    whole = trio.lowlevel
    old = types.SimpleNamespace(
        current_task=whole.current_task, current_trio_token=whole.current_trio_token
    )
    monkeypatch.setitem(sys.modules, "trio", types.SimpleNamespace(lowlevel=old))

    async def main():
        return current_loop().key is whole.current_trio_token()

    assert trio.run(main)
