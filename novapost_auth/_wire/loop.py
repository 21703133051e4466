"""The event loop of the running coroutine, asyncio's or trio's, as other threads see it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Coroutine
from contextlib import suppress
from contextvars import copy_context
from inspect import CORO_CREATED, getcoroutinestate
from socket import socket
from threading import get_ident
from typing import TYPE_CHECKING, Any, Final, TypeAlias, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future

T = TypeVar("T")

_LOOK_AGAIN: Final = 0.25  # Seconds between two looks whether an asyncio loop still runs.
_LONGEST: Final = 1e6  # Seconds: no work takes longer.


class LoopOver(Exception):
    """The loop has ended, or stopped, before it could do what it was asked to."""


class _AnyLoop:
    """An event loop, and the thread it runs in."""

    def __init__(self, key: object, call_soon: Callable[[Callable[[], object]], object]) -> None:
        self.key = key
        """What is the same for all coroutines of the loop, and for no others."""
        self.call_soon = call_soon
        """Has something called on the loop, from any thread; ``RuntimeError`` if it has ended."""
        self.thread: int = get_ident()

    async def ready(self, sock: socket, seconds: float | None, *, to_write: bool) -> bool:
        """Wait until ``sock`` can be read from, or written to; tell whether it can in time."""
        import anyio  # noqa: PLC0415 - takes a while, and threads do without

        with anyio.move_on_after(seconds) as scope:
            await (anyio.wait_writable(sock) if to_write else anyio.wait_readable(sock))
        return not scope.cancelled_caught


class _Asyncio(_AnyLoop):
    """One of asyncio's."""

    def __init__(self, asyncio: Any) -> None:
        self._asyncio = asyncio
        self._loop = loop = asyncio.get_running_loop()
        super().__init__(loop, loop.call_soon_threadsafe)

    def is_over(self) -> bool:
        """Tell, in any thread, whether the loop has ended."""
        return bool(self._loop.is_closed())

    def spawn(self, run: Any) -> Any:
        """Do ``run.work()`` in a task, and then ``run.ended()``; return what cancels it."""
        task = self._loop.create_task(run.work())
        # A loop holds its tasks weakly, and for as long as it is there what it is to call.
        held = self._loop.call_later(_LONGEST, task.done)
        task.add_done_callback(lambda _: (held.cancel(), run.ended()))
        return task.cancel

    async def ready(self, sock: socket, seconds: float | None, *, to_write: bool) -> bool:
        """As any loop does; without anyio, whose ways are longer."""
        loop, done = self._loop, self._loop.create_future()
        watch = loop.add_writer if to_write else loop.add_reader
        unwatch = loop.remove_writer if to_write else loop.remove_reader

        def wake(in_time: bool) -> None:
            if not done.done():
                done.set_result(in_time)

        try:
            watch(sock, wake, True)
        except NotImplementedError:  # Windows' own loop, which watches no sockets.
            return await super().ready(sock, seconds, to_write=to_write)
        timer = None if seconds is None else loop.call_later(seconds, wake, False)
        try:
            in_time: bool = await done
        finally:
            unwatch(sock)
            if timer is not None:
                timer.cancel()
        return in_time

    def event(self) -> Any:
        """Return what is waited for on this loop alone: anyio takes longer to make one."""
        return self._asyncio.Event()

    async def wait(self, event: Any, seconds: float | None) -> None:
        """Wait for ``event``, at most so long."""
        with suppress(TimeoutError):  # anyio would keep this task for good, were the loop closed.
            async with self._asyncio.timeout(seconds):
                await event.wait()

    def run(self, work: Callable[[], Coroutine[Any, Any, T]]) -> T:
        """Run ``work()`` on the loop and wait for it, from another thread.

        Raises:
            LoopOver: the loop ended or stopped first.

        """
        from concurrent.futures import wait  # noqa: PLC0415 - asyncio has loaded it

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


class _Trio(_AnyLoop):
    """As ``_Asyncio``."""

    def __init__(self, trio: Any) -> None:
        self._trio = trio
        self._token = token = trio.lowlevel.current_trio_token()
        super().__init__(token, token.run_sync_soon)

    def is_over(self) -> bool:
        try:
            self.call_soon(int)  # Which does nothing.
        except self._trio.RunFinishedError:
            return True
        return False

    def spawn(self, run: Any) -> Any:
        scope = self._trio.CancelScope()

        async def within() -> None:
            with scope:
                await run.work()
            run.ended()

        self._trio.lowlevel.spawn_system_task(within, context=copy_context())
        return scope.cancel

    def event(self) -> Any:
        return self._trio.Event()

    async def wait(self, event: Any, seconds: float | None) -> None:
        with self._trio.move_on_after(_LONGEST if seconds is None else seconds):
            await event.wait()

    def run(self, work: Callable[[], Coroutine[Any, Any, T]]) -> T:
        try:
            result: T = self._trio.from_thread.run(work, trio_token=self._token)
        except (self._trio.RunFinishedError, self._trio.Cancelled):
            raise LoopOver from None
        return result


Loop: TypeAlias = _Asyncio | _Trio


def current_loop() -> Loop:
    """Return the loop of the running coroutine."""
    trio = sys.modules.get("trio")  # Who runs under trio has imported it.
    if trio is not None and _runs_task(trio):
        return _Trio(trio)
    import asyncio  # noqa: PLC0415 - takes a while, and threads do without

    return _Asyncio(asyncio)


def _runs_task(trio: Any) -> bool:
    try:
        trio.lowlevel.current_task()
    except (AttributeError, RuntimeError):  # Another thread is importing it; or there is none.
        return False
    return True
