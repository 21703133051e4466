"""Cities, towns and villages."""

from __future__ import annotations

from collections.abc import (
    AsyncIterator as _AsyncIterator,
    Iterable as _Iterable,
    Iterator as _Iterator,
)
from typing import TYPE_CHECKING

from ...resource import AsyncResource as _AsyncResource, Resource as _Resource

if TYPE_CHECKING:
    from ...models import Settlement, SettlementPage


class Settlements(_Resource):
    """Cities, towns and villages."""

    def find(
        self,
        *,
        country_codes: _Iterable[int | str] | None = None,
        text_search: str | None = None,
        name: str | None = None,
        limit: int | None = None,
        page: int | None = None,
    ) -> SettlementPage:
        """Find settlements.

        Finds settlements by country and name, page by page. In use, not published: the fields are
        those that programs in use read. In the API: ``GET /settlements``.

        Args:
            country_codes: Only settlements in these countries, ISO 3166-1 alpha-2.
            text_search: Only settlements in whose names these words occur.
            name: Only settlements of this name. A * stands for any text.
            limit: How many items a page holds. The service takes 15 if not given, 100 is the
                largest in common use.
            page: Number of the page, counted from 1."""
        from .get_settlements import build_request

        return self._transport.send(build_request(
            country_codes=country_codes, text_search=text_search, name=name, limit=limit,
            page=page,
        ))  # fmt: skip

    def find_all(
        self,
        *,
        country_codes: _Iterable[int | str] | None = None,
        text_search: str | None = None,
        name: str | None = None,
        limit: int | None = None,
        max_items: int | None = None,
        read_ahead: bool = False,
    ) -> _Iterator[Settlement]:
        """Walk all pages of ``find``, each fetched when its first item is asked for.
        The other arguments are those of ``find``.

        Args:
            max_items: How many items to yield at most.
            read_ahead: Whether the next page is fetched while the items of one are used."""
        from .get_settlements import build_request

        return self._items(build_request(
            country_codes=country_codes, text_search=text_search, name=name, limit=limit,
        ), "page", max_items, read_ahead)  # fmt: skip

    def pages(
        self,
        *,
        country_codes: _Iterable[int | str] | None = None,
        text_search: str | None = None,
        name: str | None = None,
        limit: int | None = None,
    ) -> _Iterator[SettlementPage]:
        """Walk the pages of ``find`` by its arguments, each fetched when it is needed."""
        from .get_settlements import build_request

        return self._pages(build_request(
            country_codes=country_codes, text_search=text_search, name=name, limit=limit,
        ), "page")  # fmt: skip


class AsyncSettlements(_AsyncResource):
    """As ``Settlements``, for coroutines."""

    async def find(
        self,
        *,
        country_codes: _Iterable[int | str] | None = None,
        text_search: str | None = None,
        name: str | None = None,
        limit: int | None = None,
        page: int | None = None,
    ) -> SettlementPage:
        """Find settlements.

        Finds settlements by country and name, page by page. In use, not published: the fields are
        those that programs in use read. In the API: ``GET /settlements``.

        Args:
            country_codes: Only settlements in these countries, ISO 3166-1 alpha-2.
            text_search: Only settlements in whose names these words occur.
            name: Only settlements of this name. A * stands for any text.
            limit: How many items a page holds. The service takes 15 if not given, 100 is the
                largest in common use.
            page: Number of the page, counted from 1."""
        from .get_settlements import build_request

        return await self._transport.send(build_request(
            country_codes=country_codes, text_search=text_search, name=name, limit=limit,
            page=page,
        ))  # fmt: skip

    def find_all(
        self,
        *,
        country_codes: _Iterable[int | str] | None = None,
        text_search: str | None = None,
        name: str | None = None,
        limit: int | None = None,
        max_items: int | None = None,
        read_ahead: bool = False,
    ) -> _AsyncIterator[Settlement]:
        """Walk all pages of ``find``, each fetched when its first item is asked for.
        The other arguments are those of ``find``.

        Args:
            max_items: How many items to yield at most.
            read_ahead: Whether the next page is fetched while the items of one are used, which
                only asyncio can."""
        from .get_settlements import build_request

        return self._items(build_request(
            country_codes=country_codes, text_search=text_search, name=name, limit=limit,
        ), "page", max_items, read_ahead)  # fmt: skip

    def pages(
        self,
        *,
        country_codes: _Iterable[int | str] | None = None,
        text_search: str | None = None,
        name: str | None = None,
        limit: int | None = None,
    ) -> _AsyncIterator[SettlementPage]:
        """Walk the pages of ``find`` by its arguments, each fetched when it is needed."""
        from .get_settlements import build_request

        return self._pages(build_request(
            country_codes=country_codes, text_search=text_search, name=name, limit=limit,
        ), "page")  # fmt: skip
