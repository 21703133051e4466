"""Many calls at once, in tasks."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from itertools import islice
from typing import TypeVar

import anyio

T = TypeVar("T")
R = TypeVar("R")


async def ask_for_each(
    items: Iterable[T],
    ask: Callable[[T], Awaitable[R]],
    take: Callable[[T, R], Awaitable[object]],
    at_once: int,
) -> None:
    """Call ``ask`` for each of ``items``, some at once, and ``take`` with what it returned.

    ``take`` is called for one after the other. What either raises ends the work.
    """
    remaining = iter(items)
    turn = anyio.Lock()

    async def work(item: T) -> None:
        await ask_for(item)
        for another in remaining:  # Shared: each worker takes the next one.
            await ask_for(another)

    async def ask_for(item: T) -> None:
        answer = await ask(item)
        async with turn:
            await take(item, answer)

    try:
        async with anyio.create_task_group() as workers:
            for item in islice(remaining, at_once):
                workers.start_soon(work, item)
    except ExceptionGroup as group:  # What was raised, wrapped by the task group.
        raise group.exceptions[0] from None
