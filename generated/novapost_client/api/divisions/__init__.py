"""Branches, cargo branches, parcel lockers and pick-up points."""

from __future__ import annotations

from collections.abc import (
    AsyncIterator as _AsyncIterator,
    Iterable as _Iterable,
    Iterator as _Iterator,
)
from typing import TYPE_CHECKING

from ...resource import AsyncResource as _AsyncResource, Resource as _Resource

if TYPE_CHECKING:
    from ...models import CountryCode, Division, DivisionCategory, DivisionPage, DivisionStatus


class Divisions(_Resource):
    """Branches, cargo branches, parcel lockers and pick-up points."""

    def find(
        self,
        *,
        country_codes: _Iterable[CountryCode | str] | None = None,
        limit: int | None = None,
        page: int | None = None,
        settlement_ids: _Iterable[int | str] | None = None,
        division_categories: _Iterable[DivisionCategory | str] | None = None,
        statuses: _Iterable[DivisionStatus | str] | None = None,
        prohibited_sending: bool | None = None,
        prohibited_issuance: bool | None = None,
        latitude: float | None = None,
        longitude: float | None = None,
        name: str | None = None,
        text_search: str | None = None,
        ids: _Iterable[int | str] | None = None,
    ) -> DivisionPage:
        """Find divisions.

        Finds divisions (branches, parcel lockers and pick-up points) by country, settlement,
        category, status or place, page by page. Names come in the language of the Accept-Language
        header, in English where there is no translation. In the API: ``GET /divisions``.

        Args:
            country_codes: Only divisions in these countries, ISO 3166-1 alpha-2.
            limit: How many items a page holds. The service takes 15 if not given, 100 is the
                largest in common use.
            page: Number of the page, counted from 1.
            settlement_ids: Only divisions in these settlements, by the id of the settlement.
            division_categories: Only divisions of these categories: Postomat is a parcel locker,
                PostBranch and CargoBranch are branches, PUDO is a partner's pick-up point.
            statuses: Only divisions in these states of operation.
            prohibited_sending: true for divisions that shipments cannot be sent from, false for
                those they can.
            prohibited_issuance: true for divisions that shipments cannot be delivered to, false
                for those they can.
            latitude: Latitude of the point to search around, in degrees. Give it together with
                longitude. From -90 to 90.
            longitude: Longitude of the point to search around, in degrees. Give it together with
                latitude. From -180 to 180.
            name: Only divisions of this name. An asterisk stands for any text. Published on the
                portal since April 2026.
            text_search: Only divisions in whose texts these words occur. In use, not published.
            ids: Only the divisions with these ids. In use, not published."""
        from .get_divisions import build_request

        return self._transport.send(build_request(
            country_codes=country_codes, limit=limit, page=page, settlement_ids=settlement_ids,
            division_categories=division_categories, statuses=statuses,
            prohibited_sending=prohibited_sending, prohibited_issuance=prohibited_issuance,
            latitude=latitude, longitude=longitude, name=name, text_search=text_search, ids=ids,
        ))  # fmt: skip

    def find_all(
        self,
        *,
        country_codes: _Iterable[CountryCode | str] | None = None,
        limit: int | None = None,
        settlement_ids: _Iterable[int | str] | None = None,
        division_categories: _Iterable[DivisionCategory | str] | None = None,
        statuses: _Iterable[DivisionStatus | str] | None = None,
        prohibited_sending: bool | None = None,
        prohibited_issuance: bool | None = None,
        latitude: float | None = None,
        longitude: float | None = None,
        name: str | None = None,
        text_search: str | None = None,
        ids: _Iterable[int | str] | None = None,
        max_items: int | None = None,
        read_ahead: bool = False,
    ) -> _Iterator[Division]:
        """Walk all pages of ``find``, each fetched when its first item is asked for.
        The other arguments are those of ``find``.

        Args:
            max_items: How many items to yield at most.
            read_ahead: Whether the next page is fetched while the items of one are used."""
        from .get_divisions import build_request

        return self._items(build_request(
            country_codes=country_codes, limit=limit, settlement_ids=settlement_ids,
            division_categories=division_categories, statuses=statuses,
            prohibited_sending=prohibited_sending, prohibited_issuance=prohibited_issuance,
            latitude=latitude, longitude=longitude, name=name, text_search=text_search, ids=ids,
        ), "page", max_items, read_ahead)  # fmt: skip

    def pages(
        self,
        *,
        country_codes: _Iterable[CountryCode | str] | None = None,
        limit: int | None = None,
        settlement_ids: _Iterable[int | str] | None = None,
        division_categories: _Iterable[DivisionCategory | str] | None = None,
        statuses: _Iterable[DivisionStatus | str] | None = None,
        prohibited_sending: bool | None = None,
        prohibited_issuance: bool | None = None,
        latitude: float | None = None,
        longitude: float | None = None,
        name: str | None = None,
        text_search: str | None = None,
        ids: _Iterable[int | str] | None = None,
    ) -> _Iterator[DivisionPage]:
        """Walk the pages of ``find`` by its arguments, each fetched when it is needed."""
        from .get_divisions import build_request

        return self._pages(build_request(
            country_codes=country_codes, limit=limit, settlement_ids=settlement_ids,
            division_categories=division_categories, statuses=statuses,
            prohibited_sending=prohibited_sending, prohibited_issuance=prohibited_issuance,
            latitude=latitude, longitude=longitude, name=name, text_search=text_search, ids=ids,
        ), "page")  # fmt: skip


class AsyncDivisions(_AsyncResource):
    """As ``Divisions``, for coroutines."""

    async def find(
        self,
        *,
        country_codes: _Iterable[CountryCode | str] | None = None,
        limit: int | None = None,
        page: int | None = None,
        settlement_ids: _Iterable[int | str] | None = None,
        division_categories: _Iterable[DivisionCategory | str] | None = None,
        statuses: _Iterable[DivisionStatus | str] | None = None,
        prohibited_sending: bool | None = None,
        prohibited_issuance: bool | None = None,
        latitude: float | None = None,
        longitude: float | None = None,
        name: str | None = None,
        text_search: str | None = None,
        ids: _Iterable[int | str] | None = None,
    ) -> DivisionPage:
        """Find divisions.

        Finds divisions (branches, parcel lockers and pick-up points) by country, settlement,
        category, status or place, page by page. Names come in the language of the Accept-Language
        header, in English where there is no translation. In the API: ``GET /divisions``.

        Args:
            country_codes: Only divisions in these countries, ISO 3166-1 alpha-2.
            limit: How many items a page holds. The service takes 15 if not given, 100 is the
                largest in common use.
            page: Number of the page, counted from 1.
            settlement_ids: Only divisions in these settlements, by the id of the settlement.
            division_categories: Only divisions of these categories: Postomat is a parcel locker,
                PostBranch and CargoBranch are branches, PUDO is a partner's pick-up point.
            statuses: Only divisions in these states of operation.
            prohibited_sending: true for divisions that shipments cannot be sent from, false for
                those they can.
            prohibited_issuance: true for divisions that shipments cannot be delivered to, false
                for those they can.
            latitude: Latitude of the point to search around, in degrees. Give it together with
                longitude. From -90 to 90.
            longitude: Longitude of the point to search around, in degrees. Give it together with
                latitude. From -180 to 180.
            name: Only divisions of this name. An asterisk stands for any text. Published on the
                portal since April 2026.
            text_search: Only divisions in whose texts these words occur. In use, not published.
            ids: Only the divisions with these ids. In use, not published."""
        from .get_divisions import build_request

        return await self._transport.send(build_request(
            country_codes=country_codes, limit=limit, page=page, settlement_ids=settlement_ids,
            division_categories=division_categories, statuses=statuses,
            prohibited_sending=prohibited_sending, prohibited_issuance=prohibited_issuance,
            latitude=latitude, longitude=longitude, name=name, text_search=text_search, ids=ids,
        ))  # fmt: skip

    def find_all(
        self,
        *,
        country_codes: _Iterable[CountryCode | str] | None = None,
        limit: int | None = None,
        settlement_ids: _Iterable[int | str] | None = None,
        division_categories: _Iterable[DivisionCategory | str] | None = None,
        statuses: _Iterable[DivisionStatus | str] | None = None,
        prohibited_sending: bool | None = None,
        prohibited_issuance: bool | None = None,
        latitude: float | None = None,
        longitude: float | None = None,
        name: str | None = None,
        text_search: str | None = None,
        ids: _Iterable[int | str] | None = None,
        max_items: int | None = None,
        read_ahead: bool = False,
    ) -> _AsyncIterator[Division]:
        """Walk all pages of ``find``, each fetched when its first item is asked for.
        The other arguments are those of ``find``.

        Args:
            max_items: How many items to yield at most.
            read_ahead: Whether the next page is fetched while the items of one are used, which
                only asyncio can."""
        from .get_divisions import build_request

        return self._items(build_request(
            country_codes=country_codes, limit=limit, settlement_ids=settlement_ids,
            division_categories=division_categories, statuses=statuses,
            prohibited_sending=prohibited_sending, prohibited_issuance=prohibited_issuance,
            latitude=latitude, longitude=longitude, name=name, text_search=text_search, ids=ids,
        ), "page", max_items, read_ahead)  # fmt: skip

    def pages(
        self,
        *,
        country_codes: _Iterable[CountryCode | str] | None = None,
        limit: int | None = None,
        settlement_ids: _Iterable[int | str] | None = None,
        division_categories: _Iterable[DivisionCategory | str] | None = None,
        statuses: _Iterable[DivisionStatus | str] | None = None,
        prohibited_sending: bool | None = None,
        prohibited_issuance: bool | None = None,
        latitude: float | None = None,
        longitude: float | None = None,
        name: str | None = None,
        text_search: str | None = None,
        ids: _Iterable[int | str] | None = None,
    ) -> _AsyncIterator[DivisionPage]:
        """Walk the pages of ``find`` by its arguments, each fetched when it is needed."""
        from .get_divisions import build_request

        return self._pages(build_request(
            country_codes=country_codes, limit=limit, settlement_ids=settlement_ids,
            division_categories=division_categories, statuses=statuses,
            prohibited_sending=prohibited_sending, prohibited_issuance=prohibited_issuance,
            latitude=latitude, longitude=longitude, name=name, text_search=text_search, ids=ids,
        ), "page")  # fmt: skip
