"""Steps within OpenSSL, which no fork comes in between.

A step takes locks of the library's own, and lets Python's other threads run meanwhile. A child that
is forked at that moment has a copy of a lock that nobody will ever open: it would wait for it at
its first handshake, where no time limit reaches it. So a fork waits for the steps under way, none
of which waits for a network, and further steps wait for the fork.

No lock is taken here either: a signal's handler may raise at any line, make a step, or fork.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from threading import get_ident
from typing import Final, TypeVar

T = TypeVar("T")

_PATIENCE: Final = 0.5  # Seconds; a step takes some thousandths of one.
_SPAN: Final = 0.0005

_under_way: dict[object, int] = {}
"""The threads in which steps are."""
_forking: set[int] = set()
"""The threads that are about to fork."""


def guarded(step: Callable[[], T]) -> T:
    """Return ``step()``, with no fork in the middle of it."""
    this, thread = object(), get_ident()
    try:
        _under_way[this] = thread
        if _forking and thread not in _forking:
            _let_others_fork(this, thread)
        return step()
    finally:
        _under_way.pop(this, None)


def _let_others_fork(this: object, thread: int) -> None:
    """Step back, until nobody is about to fork."""
    ends = time.monotonic() + _PATIENCE
    while _forking and time.monotonic() < ends:
        _under_way.pop(this, None)  # Where a signal's handler has forked, the child has none.
        time.sleep(_SPAN)
        _under_way[this] = thread


def _before_fork() -> None:
    thread, ends = get_ident(), time.monotonic() + _PATIENCE
    _forking.add(thread)
    while {*_under_way.values()} - {thread} and time.monotonic() < ends:
        time.sleep(_SPAN)


def _in_child() -> None:
    _under_way.clear()
    _forking.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(
        before=_before_fork,
        after_in_parent=lambda: _forking.discard(get_ident()),
        after_in_child=_in_child,
    )
