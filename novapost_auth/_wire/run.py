"""Work in a task of its own on an event loop, step by step."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from typing import Any

import anyio

from novapost_auth._wire.loop import Loop, LoopOver


class Run:
    """Work in a task of its own, step by step, which nothing but ``cancel`` ends.

    The first step is taken at once, each other one when it is asked for. What belongs to a task,
    such as a limit of time, may be begun in one step and ended in another.
    """

    def __init__(self, loop: Loop, steps: Callable[[Run], AsyncGenerator[None, None]]) -> None:
        self._loop, self._steps, self._cancelled = loop, steps, anyio.get_cancelled_exc_class()
        self.step: Any = b""  # What comes of one.
        self._error: BaseException | None = None
        self.came, self._wanted = loop.event(), loop.event()
        """Set when the step that was asked for is done, or all; and when another is wanted."""
        self._is_last = self._has_ended = False
        self.cancel: Callable[[], object] = loop.spawn(self)  # It waits for no end.

    def ask(self) -> None:
        """Have the next step taken."""
        if not self._has_ended:
            self.came = self._loop.event()
            self._wanted.set()

    def end(self) -> None:
        """Have it end after the step that is under way."""
        self._is_last = True
        self.ask()

    async def wait(self, seconds: float | None) -> None:
        """Wait until a step is done, or all; ``TimeoutError`` if that takes longer."""
        await self._loop.wait(self.came, seconds)
        if not self.came.is_set():
            raise TimeoutError("it took too long")

    def result(self) -> Any:
        """Return what came of it, or raise what it failed with."""
        if self._error is not None:
            raise self._error
        step, self.step = self.step, b""
        return step

    async def work(self) -> None:
        """Take the steps."""
        try:
            async with aclosing(self._steps(self)) as steps:
                async for _ in steps:
                    self.came.set()
                    await self._wanted.wait()
                    if self._is_last:
                        break
                    self._wanted = self._loop.event()
        except self._cancelled:
            self._error = LoopOver("it was cancelled, by none of those who wait for it")
            raise
        except BaseException as exc:  # noqa: BLE001 - it is for who waits
            self._error = exc

    def ended(self) -> None:
        """Tell that all is done."""
        self._has_ended = True
        self.came.set()
