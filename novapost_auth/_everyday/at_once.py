"""Many calls at once, in threads."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor, as_completed
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")


def ask_for_each(
    items: Iterable[T], ask: Callable[[T], R], take: Callable[[T, R], object], at_once: int
) -> None:
    """Call ``ask`` for each of ``items``, some at once, and ``take`` with what it returned.

    ``take`` is called for one after the other. What either raises ends the work.
    """
    threads = ThreadPoolExecutor(at_once, thread_name_prefix="novapost-tracking")
    try:
        calls = {threads.submit(ask, item): item for item in items}
        for call in as_completed(calls):
            take(calls[call], call.result())
    finally:  # Not waiting: after Ctrl-C nobody wants what is under way.
        threads.shutdown(wait=False, cancel_futures=True)
