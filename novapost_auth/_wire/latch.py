"""Waiting for something that happens once, without a lock that an interrupt could leave locked."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from threading import Lock

from novapost_auth._wire.loop import Loop


class Latch:
    """Something that happens once, for which threads and coroutines wait."""

    def __init__(self, *, is_set: bool = False) -> None:
        self.is_set: bool = is_set
        self._wakers: dict[object, Callable[[], object]] = {}

    def set(self) -> None:
        """Let it have happened, and wake all who wait. Doing so again does no harm."""
        self.is_set = True
        while self._wakers:
            with suppress(KeyError):
                _, wake = self._wakers.popitem()
                wake()

    def wait(self, seconds: float) -> None:
        """Wait in a thread, at most ``seconds``."""
        waiter = Lock()
        waiter.acquire()
        self._wakers[waiter] = waiter.release
        try:
            if not self.is_set:
                waiter.acquire(timeout=seconds)
        finally:
            self._wakers.pop(waiter, None)

    async def wait_on(self, loop: Loop, seconds: float) -> None:
        """As ``wait``, in a coroutine on ``loop``."""
        waiter = loop.event()

        def wake() -> None:
            with suppress(RuntimeError):  # The loop has ended meanwhile, and who waited is gone.
                loop.call_soon(waiter.set)

        self._wakers[waiter] = wake
        try:
            if not self.is_set:
                await loop.wait(waiter, seconds)
        finally:
            self._wakers.pop(waiter, None)
