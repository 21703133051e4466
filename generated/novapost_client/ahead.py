"""Fetching the next page of a walk while the items of one are used."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from concurrent.futures import Future
from contextlib import suppress
from queue import SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    import asyncio

    from .pages import Page
    from .paging import Steps

T = TypeVar("T")

_A_MOMENT = 0.1  # Seconds, in which a thread that has nothing to do has ended.


def walk_ahead(find: Callable[[int], Page[T]], steps: Steps[T]) -> Iterator[T]:
    """Walk as ``walk`` does; a thread reads ahead."""
    asked: SimpleQueue[tuple[int, Future[Page[T]]] | None] = SimpleQueue()

    def read() -> None:
        for number, coming in iter(asked.get, None):
            try:
                coming.set_result(find(number))
            except BaseException as error:  # noqa: BLE001 - raised where it is waited for
                coming.set_exception(error)

    reader = Thread(target=read, name="novapost-pages", daemon=True)
    coming: Future[Page[T]] | None = None
    try:
        while steps.next is not None:
            items = steps.take(coming.result() if coming else find(steps.next))
            if steps.next is not None:
                if coming is None:
                    reader.start()
                asked.put((steps.next, coming := Future()))
            yield from items
    finally:
        asked.put(None)
        # A page under way, nobody wants any more: least after Ctrl-C. A walk that was left to the
        # collector may end in the very thread that reads ahead, or with the interpreter.
        with suppress(RuntimeError):
            reader.join(_A_MOMENT)


async def walk_ahead_async(
    find: Callable[[int], Awaitable[Page[T]]], steps: Steps[T]
) -> AsyncIterator[T]:
    """Walk as ``walk_async`` does; a task reads ahead."""
    import asyncio  # noqa: PLC0415 - takes a while, and threads do without

    try:
        asyncio.get_running_loop()
    except RuntimeError:
        raise RuntimeError("read_ahead=True needs asyncio; leave it out here") from None
    coming: asyncio.Future[Page[T]] | None = None
    try:
        while steps.next is not None:
            items = steps.take(await (coming or find(steps.next)))
            coming = asyncio.ensure_future(find(steps.next)) if steps.next is not None else None
            for item in items:
                yield item
    finally:
        if coming is not None:
            coming.cancel()
            await asyncio.wait([coming])
            if not coming.cancelled():
                coming.exception()  # Looked at, so that no one complains of it.
