"""Reference data: units, currencies, goods classifiers and customs fees."""

from __future__ import annotations

from collections.abc import (
    AsyncIterator as _AsyncIterator,
    Iterable as _Iterable,
    Iterator as _Iterator,
)
from typing import TYPE_CHECKING, Any as _Any

from ...resource import AsyncResource as _AsyncResource, Resource as _Resource

if TYPE_CHECKING:
    from ...models import (
        ClassifierResult,
        Currency,
        CurrencyPage,
        CustomsFees,
        Measurement,
        MeasurementPage,
    )


class Dictionaries(_Resource):
    """Reference data: units, currencies, goods classifiers and customs fees."""

    def find_measurements(
        self, *, limit: int | None = None, page: int | None = None
    ) -> MeasurementPage:
        """Find units of measurement.

        Lists the units of measurement that invoice lines may use, page by page. Their codes go
        into measurementCode of an invoice item. In the API: ``GET /dictionary/measurements``.

        Args:
            limit: How many items a page holds. The service takes 15 if not given, 100 is the
                largest in common use.
            page: Number of the page, counted from 1."""
        from .get_dictionary_measurements import build_request

        return self._transport.send(build_request(limit=limit, page=page))

    def find_all_measurements(
        self, *, limit: int | None = None, max_items: int | None = None, read_ahead: bool = False
    ) -> _Iterator[Measurement]:
        """Walk all pages of ``find_measurements``, each fetched when its first item is asked for.
        The other arguments are those of ``find_measurements``.

        Args:
            max_items: How many items to yield at most.
            read_ahead: Whether the next page is fetched while the items of one are used."""
        from .get_dictionary_measurements import build_request

        return self._items(build_request(limit=limit), "page", max_items, read_ahead)

    def pages_measurements(self, *, limit: int | None = None) -> _Iterator[MeasurementPage]:
        """Walk the pages of ``find_measurements`` by its arguments, each fetched when it is needed."""
        from .get_dictionary_measurements import build_request

        return self._pages(build_request(limit=limit), "page")

    def find_currencies(
        self,
        *,
        limit: int | None = None,
        page: int | None = None,
        codes: _Iterable[int | str] | None = None,
    ) -> CurrencyPage:
        """Find currencies.

        Lists the currencies the service knows, page by page. In the API:
        ``GET /dictionary/currencies``.

        Args:
            limit: How many items a page holds. The service takes 15 if not given, 100 is the
                largest in common use.
            page: Number of the page, counted from 1.
            codes: Only these currencies, by code. May be given several times."""
        from .get_dictionary_currencies import build_request

        return self._transport.send(build_request(limit=limit, page=page, codes=codes))

    def find_all_currencies(
        self,
        *,
        limit: int | None = None,
        codes: _Iterable[int | str] | None = None,
        max_items: int | None = None,
        read_ahead: bool = False,
    ) -> _Iterator[Currency]:
        """Walk all pages of ``find_currencies``, each fetched when its first item is asked for.
        The other arguments are those of ``find_currencies``.

        Args:
            max_items: How many items to yield at most.
            read_ahead: Whether the next page is fetched while the items of one are used."""
        from .get_dictionary_currencies import build_request

        return self._items(build_request(limit=limit, codes=codes), "page", max_items, read_ahead)

    def pages_currencies(
        self, *, limit: int | None = None, codes: _Iterable[int | str] | None = None
    ) -> _Iterator[CurrencyPage]:
        """Walk the pages of ``find_currencies`` by its arguments, each fetched when it is needed."""
        from .get_dictionary_currencies import build_request

        return self._pages(build_request(limit=limit, codes=codes), "page")

    def find_classifiers(
        self,
        *,
        country_code: str,
        fuzzy: bool | None = None,
        keyword: str,
        locale: str | None = None,
        size: int | None = None,
    ) -> ClassifierResult:
        """Find goods in the customs classifier.

        Searches the classifier of goods (UKT ZED) by keyword and tells the customs code of each
        match, in the form of the country of destination. The country and the keyword are needed
        although they are not marked as required. The answer is not paged. In the API:
        ``GET /dictionary/classifier``.

        Args:
            country_code: Country of the recipient, ISO 3166-1 alpha-2. Needed. Codes have 8
                digits for UA, 10 for CA and MD.
            fuzzy: Whether inexact matches are found as well.
            keyword: Word to look for, such as book. Needed.
            locale: Language of the local texts in the answer, ISO 639-1, such as uk.
            size: Largest number of matches to answer with."""
        from .get_dictionary_classifier import build_request

        return self._transport.send(build_request(
            country_code=country_code, fuzzy=fuzzy, keyword=keyword, locale=locale, size=size,
        ))  # fmt: skip

    def get_customs_fees(self, code: str) -> CustomsFees:
        """Get the customs fee rule of a country.

        Tells whether a sender from Ukraine may pay the customs duties of a shipment to a country,
        and up to which declared value. Above that value payerFeesCustoms of the invoice must be
        Recipient. In the API: ``GET /dictionary/customs-fees/{code}``.

        Args:
            code: Country of destination, ISO 3166-1 alpha-2."""
        from .get_dictionary_customs_fees_code import build_request

        return self._transport.send(build_request(code))

    def get_prohibited_issuance(self) -> dict[str, _Any]:
        """Find places without delivery.

        Answers with the addresses of gzipped JSON files, one a language (uk, en), that list the
        settlements of Ukraine to which nothing can be delivered; they are renewed daily at 05:00
        UTC. Published on the portal since April 2026, without the names of the fields; the page
        prints the host api.novapost.pl. Where it is not offered, the answer is 404
        Action_not_available. In the API: ``GET /dictionary/settlements/prohibited-issuance``."""
        from .get_dictionary_settlements_prohibited_issuance import build_request

        return self._transport.send(build_request())


class AsyncDictionaries(_AsyncResource):
    """As ``Dictionaries``, for coroutines."""

    async def find_measurements(
        self, *, limit: int | None = None, page: int | None = None
    ) -> MeasurementPage:
        """Find units of measurement.

        Lists the units of measurement that invoice lines may use, page by page. Their codes go
        into measurementCode of an invoice item. In the API: ``GET /dictionary/measurements``.

        Args:
            limit: How many items a page holds. The service takes 15 if not given, 100 is the
                largest in common use.
            page: Number of the page, counted from 1."""
        from .get_dictionary_measurements import build_request

        return await self._transport.send(build_request(limit=limit, page=page))

    def find_all_measurements(
        self, *, limit: int | None = None, max_items: int | None = None, read_ahead: bool = False
    ) -> _AsyncIterator[Measurement]:
        """Walk all pages of ``find_measurements``, each fetched when its first item is asked for.
        The other arguments are those of ``find_measurements``.

        Args:
            max_items: How many items to yield at most.
            read_ahead: Whether the next page is fetched while the items of one are used, which
                only asyncio can."""
        from .get_dictionary_measurements import build_request

        return self._items(build_request(limit=limit), "page", max_items, read_ahead)

    def pages_measurements(self, *, limit: int | None = None) -> _AsyncIterator[MeasurementPage]:
        """Walk the pages of ``find_measurements`` by its arguments, each fetched when it is needed."""
        from .get_dictionary_measurements import build_request

        return self._pages(build_request(limit=limit), "page")

    async def find_currencies(
        self,
        *,
        limit: int | None = None,
        page: int | None = None,
        codes: _Iterable[int | str] | None = None,
    ) -> CurrencyPage:
        """Find currencies.

        Lists the currencies the service knows, page by page. In the API:
        ``GET /dictionary/currencies``.

        Args:
            limit: How many items a page holds. The service takes 15 if not given, 100 is the
                largest in common use.
            page: Number of the page, counted from 1.
            codes: Only these currencies, by code. May be given several times."""
        from .get_dictionary_currencies import build_request

        return await self._transport.send(build_request(limit=limit, page=page, codes=codes))

    def find_all_currencies(
        self,
        *,
        limit: int | None = None,
        codes: _Iterable[int | str] | None = None,
        max_items: int | None = None,
        read_ahead: bool = False,
    ) -> _AsyncIterator[Currency]:
        """Walk all pages of ``find_currencies``, each fetched when its first item is asked for.
        The other arguments are those of ``find_currencies``.

        Args:
            max_items: How many items to yield at most.
            read_ahead: Whether the next page is fetched while the items of one are used, which
                only asyncio can."""
        from .get_dictionary_currencies import build_request

        return self._items(build_request(limit=limit, codes=codes), "page", max_items, read_ahead)

    def pages_currencies(
        self, *, limit: int | None = None, codes: _Iterable[int | str] | None = None
    ) -> _AsyncIterator[CurrencyPage]:
        """Walk the pages of ``find_currencies`` by its arguments, each fetched when it is needed."""
        from .get_dictionary_currencies import build_request

        return self._pages(build_request(limit=limit, codes=codes), "page")

    async def find_classifiers(
        self,
        *,
        country_code: str,
        fuzzy: bool | None = None,
        keyword: str,
        locale: str | None = None,
        size: int | None = None,
    ) -> ClassifierResult:
        """Find goods in the customs classifier.

        Searches the classifier of goods (UKT ZED) by keyword and tells the customs code of each
        match, in the form of the country of destination. The country and the keyword are needed
        although they are not marked as required. The answer is not paged. In the API:
        ``GET /dictionary/classifier``.

        Args:
            country_code: Country of the recipient, ISO 3166-1 alpha-2. Needed. Codes have 8
                digits for UA, 10 for CA and MD.
            fuzzy: Whether inexact matches are found as well.
            keyword: Word to look for, such as book. Needed.
            locale: Language of the local texts in the answer, ISO 639-1, such as uk.
            size: Largest number of matches to answer with."""
        from .get_dictionary_classifier import build_request

        return await self._transport.send(build_request(
            country_code=country_code, fuzzy=fuzzy, keyword=keyword, locale=locale, size=size,
        ))  # fmt: skip

    async def get_customs_fees(self, code: str) -> CustomsFees:
        """Get the customs fee rule of a country.

        Tells whether a sender from Ukraine may pay the customs duties of a shipment to a country,
        and up to which declared value. Above that value payerFeesCustoms of the invoice must be
        Recipient. In the API: ``GET /dictionary/customs-fees/{code}``.

        Args:
            code: Country of destination, ISO 3166-1 alpha-2."""
        from .get_dictionary_customs_fees_code import build_request

        return await self._transport.send(build_request(code))

    async def get_prohibited_issuance(self) -> dict[str, _Any]:
        """Find places without delivery.

        Answers with the addresses of gzipped JSON files, one a language (uk, en), that list the
        settlements of Ukraine to which nothing can be delivered; they are renewed daily at 05:00
        UTC. Published on the portal since April 2026, without the names of the fields; the page
        prints the host api.novapost.pl. Where it is not offered, the answer is 404
        Action_not_available. In the API: ``GET /dictionary/settlements/prohibited-issuance``."""
        from .get_dictionary_settlements_prohibited_issuance import build_request

        return await self._transport.send(build_request())
