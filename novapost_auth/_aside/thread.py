"""Threads where they can be had."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from contextvars import copy_context
from threading import Thread, get_native_id
from typing import Final

_TASKS: Final = "/proc/self/task"  # A folder for each thread that the system still has.
_PATIENCE: Final = 0.5  # Seconds; ending takes some thousandths of one.


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
        _ending.add(get_native_id())


def _let_them_end() -> None:
    """Wait for threads that have done their work to be gone.

    A thread that has spoken TLS takes a lock of OpenSSL's as it goes, after Python is done with it.
    A child that is forked at that moment would have a copy of the lock that nobody opens, and wait
    for it when it exits.
    """
    ends = time.monotonic() + _PATIENCE
    while _ending and time.monotonic() < ends:
        gone = {one for one in _ending if not os.path.exists(f"{_TASKS}/{one}")}  # noqa: PTH110 - dear to import
        _ending.difference_update(gone)
        if not gone:
            time.sleep(0.0005)
    _ending.clear()


_ending: set[int] = set()

if hasattr(os, "register_at_fork"):
    os.register_at_fork(before=_let_them_end)
