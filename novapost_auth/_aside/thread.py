"""Threads where they can be had."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from contextlib import suppress
from contextvars import copy_context
from threading import Thread, get_native_id
from typing import Final

_TASKS: Final = "/proc/self/task"  # A folder for each thread that the system still has.
_PATIENCE: Final = 0.5  # Seconds; ending takes some thousandths of one.
_MOST: Final = 256  # Threads that have ended just now. Those before them are gone.


def start(work: Callable[[], object], name: str) -> bool:
    """Do ``work()`` in a thread of its own; tell whether one could be started.

    It is a daemon, for which the interpreter does not wait when it exits; but sub-interpreters
    have none.
    """
    for daemon in (True, False):
        context = copy_context()
        try:
            Thread(target=context.run, args=(_do, work), name=name, daemon=daemon).start()
        except TimeoutError:  # Of a signal's handler: no thread is refused so.
            raise
        except (RuntimeError, MemoryError, OSError, SystemError):
            continue  # There are no more, or none such.
        return True
    return False


def _do(work: Callable[[], object]) -> None:
    try:
        work()
    finally:
        _ending.append(get_native_id())
        del _ending[:-_MOST]


def _let_them_end() -> None:
    """Wait for threads that have done their work to be gone.

    A thread that has spoken TLS takes a lock of OpenSSL's as it goes, after Python is done with it.
    A child that is forked at that moment would have a copy of the lock that nobody opens, and wait
    for it when it exits.
    """
    ends = time.monotonic() + _PATIENCE
    for one in tuple(_ending):  # Further ones may end meanwhile.
        while _is_there(one) and time.monotonic() < ends:
            time.sleep(0.0005)
        with suppress(ValueError):
            _ending.remove(one)  # Another thread may have its number by the next time.


def _is_there(thread: int) -> bool:
    return os.path.exists(f"{_TASKS}/{thread}")  # noqa: PTH110 - dear to import


_ending: list[int] = []  # Whose methods are one step each, without a lock of the interpreter too.

if hasattr(os, "register_at_fork"):
    os.register_at_fork(before=_let_them_end)
