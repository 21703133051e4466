"""Many calls at once, in threads."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from queue import Empty, SimpleQueue
from typing import TypeVar

from novapost_auth._aside import start

T = TypeVar("T")
R = TypeVar("R")


def ask_for_each(
    items: Iterable[T], ask: Callable[[T], R], take: Callable[[T, R], object], at_once: int
) -> None:
    """Call ``ask`` for each of ``items``, some at once, and ``take`` with what it returned.

    ``take`` is called for one after the other. What either raises ends the work.
    """
    to_ask: SimpleQueue[T] = SimpleQueue()
    asked: SimpleQueue[tuple[T, R] | BaseException] = SimpleQueue()
    for item in items:
        to_ask.put(item)
    count = to_ask.qsize()

    def work() -> None:
        with suppress(Empty):
            while True:
                item = to_ask.get_nowait()
                try:
                    asked.put((item, ask(item)))
                except BaseException as error:  # noqa: BLE001 - raised where it was waited for
                    asked.put(error)

    # Nobody waits for these threads: after Ctrl-C, nobody wants what is under way.
    threads = [start(work, "novapost-tracking") for _ in range(min(at_once, count))]
    if not any(threads):  # There are none to be had.
        work()
    try:
        for _ in range(count):
            outcome = asked.get()
            if isinstance(outcome, BaseException):
                raise outcome
            take(*outcome)
    finally:
        with suppress(Empty):
            while True:
                to_ask.get_nowait()
