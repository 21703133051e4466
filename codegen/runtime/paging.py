"""Walking the pages of a list, one at a time and only as far as they are asked for.

A list may change while it is walked, and what its pages say of it may be wrong:

- Which page is the last is read from each page anew, so that a list that grew or shrank is
  walked to where it ends by then. A page without items is the end as well, unless it says
  that there are more than have been seen.
- Whatever says that there is more is believed: the number of the last page, how many items
  there are, and where a page says neither, that it brought something new. A page that says
  and brings nothing, after one that said that there is more, cannot be read.
- Items that new ones pushed on to the next page are not yielded again.
- Pages that bring nothing new are put up with as far as the list has grown by pages, and
  one more: a service that gives the same pages for ever is left.
- A list that has grown tenfold meanwhile is left, with a warning.
"""

from __future__ import annotations

import warnings
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from threading import Lock
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from attrs import evolve

from .errors import ConfigurationError
from .pages import Page, number_of
from .shown import shown
from .told import no_list as _no_list

T = TypeVar("T")
P = TypeVar("P", bound="Page[Any]")

_LONGEST_GROWTH = 10
_LONGEST_ANYWAY = 1000


def walk(
    find: Callable[[int], Page[T]], *, max_items: int | None = None, read_ahead: bool = False
) -> Iterator[T]:
    """Yield the items of all pages in turn.

    Args:
        find: Gives a page by its number.
        max_items: How many items to yield at most, or None for all.
        read_ahead: Whether the next page is fetched, in a thread, while the items of one are
            used. The thread ends with the walk; if a page is under way, with that.

    Raises:
        ConfigurationError: ``max_items`` is no number, or negative.

    """
    steps: Steps[T] = Steps(max_items)
    if not read_ahead:
        return _Walk(find, steps, by_page=False)
    from .ahead import walk_ahead  # noqa: PLC0415 - who reads ahead pays

    return walk_ahead(find, steps)


def walk_async(
    find: Callable[[int], Awaitable[Page[T]]],
    *,
    max_items: int | None = None,
    read_ahead: bool = False,
) -> AsyncIterator[T]:
    """As ``walk``, for coroutines.

    Here it is a task that reads ahead, which only asyncio can have beside an iterator:
    elsewhere ``read_ahead`` is a ``RuntimeError``. The task is cancelled when the walk is left.
    """
    steps: Steps[T] = Steps(max_items)
    if not read_ahead:
        return _AsyncWalk(find, steps, by_page=False)
    from .ahead import walk_ahead_async  # noqa: PLC0415 - as above

    return walk_ahead_async(find, steps)


def walk_pages(find: Callable[[int], P]) -> Iterator[P]:
    """Yield the pages that ``walk`` takes its items from, each with those that are new alone.

    The first page comes even if it is empty, others only with something new.
    """
    return _Walk(find, Steps(None), by_page=True)


def walk_pages_async(find: Callable[[int], Awaitable[P]]) -> AsyncIterator[P]:
    """As ``walk_pages``, for coroutines."""
    return _AsyncWalk(find, Steps(None), by_page=True)


class Steps(Generic[T]):
    """How far a walk is: which items of a page are new, and which page is next."""

    def __init__(self, max_items: int | None) -> None:
        is_whole = hasattr(max_items, "__index__") and not isinstance(max_items, bool)
        if max_items is not None and not (is_whole and max_items >= 0):
            text = f"max_items must be a whole number, 0 or more, not {shown(max_items)}"
            raise ConfigurationError(text)
        self.next: int | None = None if max_items == 0 else 1
        self._left = max_items
        self._last_at_first: int | None = None
        self._seen = 0
        self._before: list[T] = []
        self._marks: set[int] = set()
        self._idle = 0

    def take(self, page: Page[T]) -> Sequence[T]:
        """Return the items that ``page``, the one that was next, brings anew."""
        items = page.items if isinstance(page.items, list) else []
        self._seen += len(items)
        new = self._new(items)
        self.next = self._after(self.next or 1, page)
        self._before = items
        if self._left is not None:
            new = new[: self._left]
            self._left -= len(new)
            if not self._left:
                self.next = None
        return new

    def renewed(self, page: P) -> Sequence[P]:
        """Return ``page`` without what came before; nothing if it brings nothing new."""
        is_first, new = self.next == 1, self.take(page)
        whole: Any = page
        renewed: P = page if len(new) == len(whole.items) else evolve(whole, items=[*new])
        return (renewed,) if new or is_first else ()

    def _new(self, items: list[T]) -> Sequence[T]:
        # A page is known again by a hash: to keep it would be to keep the whole list.
        mark = hash((*map(repr, (*items[:1], *items[-1:])), *map(_name_of, items)))
        if mark in self._marks:
            self._idle += 1
            return ()
        self._marks.add(mark)
        # New items ahead of them push those that ended the page before on to this one.
        before = self._before
        for start in range(len(before)):
            if before[start:] == items[: len(before) - start]:
                return items[len(before) - start :]
        return items

    def _after(self, number: int, page: Page[T]) -> int | None:
        told, total = number_of(page.last_page), number_of(page.total)
        has_items = isinstance(page.items, list) and bool(page.items)
        is_short = total is not None and self._seen < total
        if told is None and total is None:
            is_short = has_items  # What is left to go by is whether there is anything.
        last = told or number
        if is_short and (has_items or told is None):
            last = max(last, number + 1)
        if self._last_at_first is None:
            self._last_at_first = last
        growth = max(0, (told or 0) - self._last_at_first)
        if number >= last or self._idle > 1 + growth or not (has_items or is_short):
            return None
        if number >= max(_LONGEST_ANYWAY, _LONGEST_GROWTH * self._last_at_first):
            text = f"left a list of {self._last_at_first} pages that has grown to {last} meanwhile"
            warnings.warn(text, RuntimeWarning, stacklevel=2)
            return None
        return number + 1


def _name_of(item: object) -> object:
    name = getattr(item, "id", None)
    return name if isinstance(name, (int, str)) else repr(item)


class _AnyWalk(Generic[T]):
    """A walk that holds nothing, as trio wants it. What fails, the next step asks for again."""

    def __init__(self, find: Callable[[int], Any], steps: Steps[Any], *, by_page: bool) -> None:
        self._find, self._steps = find, steps
        self._take = steps.renewed if by_page else steps.take
        self._items: Iterator[T] = iter(())
        self._turn = Lock()

    def _enter(self) -> None:
        if not self._turn.acquire(blocking=False):
            raise RuntimeError("another is at this walk: let each have one of its own")

    def close(self) -> None:
        self._items, self._steps.next = iter(()), None


class _Walk(_AnyWalk[T], Iterator[T]):
    def __next__(self) -> T:
        self._enter()
        try:
            while True:
                for item in self._items:
                    return item
                if self._steps.next is None:
                    raise StopIteration
                self._items = iter(self._take(self._find(self._steps.next)))
        finally:
            self._turn.release()


class _AsyncWalk(_AnyWalk[T], AsyncIterator[T]):
    async def __anext__(self) -> T:
        self._enter()
        try:
            while True:
                for item in self._items:
                    return item
                if self._steps.next is None:
                    raise StopAsyncIteration
                self._items = iter(self._take(await self._find(self._steps.next)))
        finally:
            self._turn.release()

    async def aclose(self) -> None:
        self.close()

    if not TYPE_CHECKING:  # Type checkers say by themselves that this is no list.
        __getitem__ = _no_list
