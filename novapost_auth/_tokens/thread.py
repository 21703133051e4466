"""Threads where they can be had."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import copy_context
from threading import Thread


def start(work: Callable[[], object], name: str) -> bool:
    """Do ``work()`` in a thread of its own; tell whether one could be started.

    It is a daemon, for which the interpreter does not wait when it exits; but sub-interpreters
    have none.
    """
    for daemon in (True, False):
        context = copy_context()
        try:
            Thread(target=context.run, args=(work,), name=name, daemon=daemon).start()
        except Exception:  # noqa: BLE001, S112 - there are no more, whatever says so
            continue
        return True
    return False
