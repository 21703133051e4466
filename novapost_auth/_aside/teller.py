"""Telling those who watch, who may raise, block, or make calls of their own."""

from __future__ import annotations

import atexit
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import Context, ContextVar, copy_context
from functools import partial
from threading import Lock
from typing import Final

from novapost_auth._aside.thread import start
from novapost_auth._wire.latch import Latch
from novapost_auth._wire.weakly import told_of_forks

HEARD: Final = 0.5  # Real seconds that a call waits until it has been told of, and no more.
TOLD: Final = Latch(is_set=True)
_MOST: Final = 1000  # What waits to be told. Of more, the oldest is forgotten.

_hearing: Final = ContextVar("novapost_hearing", default=False)


@contextmanager
def hearing() -> Iterator[None]:
    """Mark what is done in the block as done by one who is told of something."""
    before = _hearing.set(True)
    try:
        yield
    finally:
        _hearing.reset(before)


def is_hearing() -> bool:
    """Tell whether this is done by one who is told of something.

    His calls are not told of: he would be told of calls that he makes since he is told of calls.
    """
    return _hearing.get()


class Teller:
    """Tells of one thing after the other, in a thread that is there while there is something.

    Args:
        name: the thread's.

    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._restart()
        _tellers.add(self)

    def tell(self, work: Callable[[], object]) -> Latch:
        """Do ``work()``, which tells of something, aside; what it raises is dropped.

        Returns:
            What is set once that is done, or if it is of no use to wait.

        """
        told = Latch()
        self._queue.append((copy_context(), work, told))
        self._last = told
        if not self._telling.locked():
            if not start(partial(self._tell_all, BaseException), self._name):
                self._tell_all(Exception)
        elif time.monotonic() - self._since > HEARD:
            return TOLD
        return told

    def _tell_all(self, dropped: type[BaseException]) -> None:
        telling = self._telling
        while self._queue and telling.acquire(blocking=False):
            try:
                while self._queue:
                    self._tell_next(dropped)
            finally:
                telling.release()

    def _tell_next(self, dropped: type[BaseException]) -> None:
        try:
            context, work, told = self._queue.popleft()
        except IndexError:  # It was forgotten just now.
            return
        self._since = time.monotonic()
        try:
            with suppress(dropped):
                context.run(work)
        finally:
            told.set()

    def _restart(self) -> None:
        # A child has a copy of what was about to be told, but not of who was about to tell it.
        self._queue: deque[tuple[Context, Callable[[], object], Latch]] = deque(maxlen=_MOST)
        self._telling = Lock()
        self._since = 0.0
        self._last = TOLD


_tellers = told_of_forks(Teller._restart)  # noqa: SLF001 - its own module


def _at_exit() -> None:
    """Let what is being told be heard, for a moment."""
    ends = time.monotonic() + HEARD
    for teller in _tellers:
        if (left := ends - time.monotonic()) > 0.0:
            teller._last.wait(left)  # noqa: SLF001 - as above


atexit.register(_at_exit)
