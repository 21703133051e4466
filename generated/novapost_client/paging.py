"""Walking the pages of a list, one at a time and only as far as they are asked for."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from typing import Protocol, TypeVar

T_co = TypeVar("T_co", covariant=True)


class Page(Protocol[T_co]):
    """What the walk reads of a page; the models of pages all have it."""

    @property
    def items(self) -> Sequence[T_co]:
        """The items of this page."""
        ...

    @property
    def last_page(self) -> int:
        """The number of the last page, from 1, as far as this page knows."""
        ...


def walk(find: Callable[[int], Page[T_co]]) -> Iterator[T_co]:
    """Yield the items of all pages in turn, asking for a page only when the last one is spent."""
    page, number = find(1), 1
    while page.items:
        yield from page.items
        if _ends(page, number):
            return
        number += 1
        page = find(number)


async def walk_async(find: Callable[[int], Awaitable[Page[T_co]]]) -> AsyncIterator[T_co]:
    """As ``walk``, for coroutines."""
    page, number = await find(1), 1
    while page.items:
        for item in page.items:
            yield item
        if _ends(page, number):
            return
        number += 1
        page = await find(number)


def _ends(page: Page[object], number: int) -> bool:
    # A page that does not say which one is the last is taken for the last.
    return not isinstance(page.last_page, int) or number >= page.last_page
