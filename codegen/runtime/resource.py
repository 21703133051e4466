"""What resources share: the transport, walks over pages, and a hint at the names there are."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from .types import AsyncTransport, Request, Transport

T_co = TypeVar("T_co", covariant=True)


class made_once(cached_property[T_co]):  # noqa: N801 - as what it is made of
    """As it is from Python 3.12 on: without a lock, of which a fork may copy one that is locked."""

    if not TYPE_CHECKING:

        def __get__(self, instance: object, owner: type | None = None) -> object:
            if instance is None:
                return self
            return vars(instance).setdefault(self.attrname, self.func(instance))


class Named:
    """Tells whoever looks at it, or guessed at a name, which ones there are."""

    def __repr__(self) -> str:
        return f"<{type(self).__name__}: {', '.join(_names(self))}>"

    if not TYPE_CHECKING:  # To type checkers a name that is not there stays an error.

        def __getattr__(self, name: str) -> object:
            names = _names(self)
            if name.startswith("_") or name in names:  # It is unfinished, or its property failed.
                return object.__getattribute__(self, name)
            raise AttributeError(
                f"{type(self).__name__!r} object has no attribute {name!r};"
                f" there are {', '.join(names)}"
            )


def _names(named: Named) -> list[str]:
    return [one for one in dir(type(named)) if not one.startswith("_")]


class Resource(Named):
    """Some operations of the API."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def _items(
        self, request: Request[Any], page: str, max_items: int | None, read_ahead: bool
    ) -> Iterator[Any]:
        from . import pages, paging  # noqa: PLC0415 - who walks pays

        find = pages.whole_pages(self._transport.send, request, page)
        return paging.walk(find, max_items=max_items, read_ahead=read_ahead)

    def _pages(self, request: Request[Any], page: str) -> Iterator[Any]:
        from . import pages, paging  # noqa: PLC0415 - as above

        return paging.walk_pages(pages.whole_pages(self._transport.send, request, page))


class AsyncResource(Named):
    """As ``Resource``, for coroutines."""

    def __init__(self, transport: AsyncTransport) -> None:
        self._transport = transport

    def _items(
        self, request: Request[Any], page: str, max_items: int | None, read_ahead: bool
    ) -> AsyncIterator[Any]:
        from . import pages, paging  # noqa: PLC0415 - who walks pays

        find = pages.whole_pages(self._transport.send, request, page)
        return paging.walk_async(find, max_items=max_items, read_ahead=read_ahead)

    def _pages(self, request: Request[Any], page: str) -> AsyncIterator[Any]:
        from . import pages, paging  # noqa: PLC0415 - as above

        return paging.walk_pages_async(pages.whole_pages(self._transport.send, request, page))
