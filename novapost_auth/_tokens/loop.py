"""The event loop of the running coroutine, asyncio's or trio's, as other threads see it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Coroutine
from concurrent.futures import Future, wait
from contextlib import suppress
from inspect import CORO_CREATED, getcoroutinestate
from threading import get_ident
from typing import Any, Final, TypeAlias, TypeVar

T = TypeVar("T")

_LOOK_AGAIN: Final = 0.25  # Seconds between two looks whether an asyncio loop still runs.


class LoopOver(Exception):
    """The loop has ended, or stopped, before it could do what it was asked to."""


class _Asyncio:
    """An event loop, and the thread it runs in."""

    def __init__(self, asyncio: Any) -> None:
        self._asyncio = asyncio
        self._loop = asyncio.get_running_loop()
        self.thread = get_ident()

    async def sleep(self, seconds: float) -> None:
        """Let others run for so long."""
        await self._asyncio.sleep(seconds)

    async def wait(self, future: Future[Any], seconds: float) -> None:
        """Wait until another thread has completed ``future``, at most ``seconds``."""
        done = self._asyncio.Event()

        def wake(_: Future[Any]) -> None:
            with suppress(RuntimeError):  # Closed meanwhile, and who waited is gone.
                self._loop.call_soon_threadsafe(done.set)

        future.add_done_callback(wake)
        with suppress(TimeoutError):
            async with self._asyncio.timeout(seconds):
                await done.wait()

    def run(self, work: Callable[[], Coroutine[Any, Any, T]]) -> T:
        """Run ``work()`` on the loop and wait for it, from another thread.

        Raises:
            LoopOver: the loop ended or stopped first.

        """
        coroutine = work()
        try:
            result: Future[T] = self._asyncio.run_coroutine_threadsafe(coroutine, self._loop)
        except RuntimeError:
            coroutine.close()
            raise LoopOver from None
        while not wait([result], _LOOK_AGAIN).done:
            if not self._loop.is_running():
                if getcoroutinestate(coroutine) == CORO_CREATED:
                    coroutine.close()  # Or Python warns that it was never awaited.
                raise LoopOver
        if result.cancelled():  # By the end of the loop: nobody else knows of it.
            raise LoopOver
        return result.result()


class _Trio:
    """As ``_Asyncio``."""

    def __init__(self, trio: Any) -> None:
        self._trio = trio
        self._token = trio.lowlevel.current_trio_token()
        self.thread = get_ident()

    async def sleep(self, seconds: float) -> None:
        """Let others run for so long."""
        await self._trio.sleep(seconds)

    async def wait(self, future: Future[Any], seconds: float) -> None:
        """Wait until another thread has completed ``future``, at most ``seconds``."""
        done = self._trio.Event()

        def wake(_: Future[Any]) -> None:
            with suppress(self._trio.RunFinishedError):
                self._token.run_sync_soon(done.set)

        future.add_done_callback(wake)
        with self._trio.move_on_after(seconds):
            await done.wait()

    def run(self, work: Callable[[], Coroutine[Any, Any, T]]) -> T:
        """Run ``work()`` on the loop and wait for it, from another thread."""
        try:
            result: T = self._trio.from_thread.run(work, trio_token=self._token)
        except (self._trio.RunFinishedError, self._trio.Cancelled):
            raise LoopOver from None
        return result


Loop: TypeAlias = _Asyncio | _Trio


def current_loop() -> Loop:
    """Return the loop of the running coroutine."""
    trio = sys.modules.get("trio")  # Who runs under trio has imported it.
    if trio is not None and trio.lowlevel.in_trio_task():
        return _Trio(trio)
    import asyncio  # noqa: PLC0415 - takes a while, and threads do without

    return _Asyncio(asyncio)
