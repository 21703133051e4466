"""Registers: lists of shipments handed over together."""

from __future__ import annotations

from collections.abc import (
    AsyncIterator as _AsyncIterator,
    Iterable as _Iterable,
    Iterator as _Iterator,
)
from typing import TYPE_CHECKING

from ...resource import AsyncResource as _AsyncResource, Resource as _Resource

if TYPE_CHECKING:
    from ... import bodies as _bodies
    from ...models import (
        Register,
        RegisterPage,
        RegisterRenameRequest,
        RegisterRequest,
        RegisterShipmentsUpdate,
        Success,
    )


class Registers(_Resource):
    """Registers: lists of shipments handed over together."""

    def find(
        self,
        *,
        ids: _Iterable[int | str] | None = None,
        numbers: _Iterable[int | str] | None = None,
        settlement_ids: _Iterable[int | str] | None = None,
        created_at_from: str | None = None,
        created_at_to: str | None = None,
        page: int | None = None,
        limit: int | None = None,
        is_eu_registry: bool | None = None,
        with_shipments_info: bool | None = None,
    ) -> RegisterPage:
        """Find registers.

        Finds registers of the account by id, number, settlement or day of creation, page by page.
        In the API: ``GET /registry``.

        Args:
            ids: Only registers with these ids (UUID).
            numbers: Only registers with these numbers.
            settlement_ids: Only registers whose sender is in these settlements, by the id of the
                settlement.
            created_at_from: Only registers created on this day or later. Published examples write
                DD.MM.YYYY.
            created_at_to: Only registers created on this day or earlier. Published examples write
                DD.MM.YYYY.
            page: Number of the page, counted from 1.
            limit: How many items a page holds. The service takes 15 if not given, 100 is the
                largest in common use.
            is_eu_registry: Whether to list registers of Europe. Published on the portal since
                April 2026.
            with_shipments_info: Whether to tell more of the shipments, in shipmentsInfo.
                Published on the portal since April 2026."""
        from .get_registry import build_request

        return self._transport.send(build_request(
            ids=ids, numbers=numbers, settlement_ids=settlement_ids,
            created_at_from=created_at_from, created_at_to=created_at_to, page=page, limit=limit,
            is_eu_registry=is_eu_registry, with_shipments_info=with_shipments_info,
        ))  # fmt: skip

    def find_all(
        self,
        *,
        ids: _Iterable[int | str] | None = None,
        numbers: _Iterable[int | str] | None = None,
        settlement_ids: _Iterable[int | str] | None = None,
        created_at_from: str | None = None,
        created_at_to: str | None = None,
        limit: int | None = None,
        is_eu_registry: bool | None = None,
        with_shipments_info: bool | None = None,
        max_items: int | None = None,
        read_ahead: bool = False,
    ) -> _Iterator[Register]:
        """Walk all pages of ``find``, each fetched when its first item is asked for.
        The other arguments are those of ``find``.

        Args:
            max_items: How many items to yield at most.
            read_ahead: Whether the next page is fetched while the items of one are used."""
        from .get_registry import build_request

        return self._items(build_request(
            ids=ids, numbers=numbers, settlement_ids=settlement_ids,
            created_at_from=created_at_from, created_at_to=created_at_to, limit=limit,
            is_eu_registry=is_eu_registry, with_shipments_info=with_shipments_info,
        ), "page", max_items, read_ahead)  # fmt: skip

    def pages(
        self,
        *,
        ids: _Iterable[int | str] | None = None,
        numbers: _Iterable[int | str] | None = None,
        settlement_ids: _Iterable[int | str] | None = None,
        created_at_from: str | None = None,
        created_at_to: str | None = None,
        limit: int | None = None,
        is_eu_registry: bool | None = None,
        with_shipments_info: bool | None = None,
    ) -> _Iterator[RegisterPage]:
        """Walk the pages of ``find`` by its arguments, each fetched when it is needed."""
        from .get_registry import build_request

        return self._pages(build_request(
            ids=ids, numbers=numbers, settlement_ids=settlement_ids,
            created_at_from=created_at_from, created_at_to=created_at_to, limit=limit,
            is_eu_registry=is_eu_registry, with_shipments_info=with_shipments_info,
        ), "page")  # fmt: skip

    def create(self, body: RegisterRequest | _bodies.RegisterRequestDict) -> Register:
        """Create a register.

        Creates a register, a list of shipments that are handed over together. Which shipments can
        be in it:

        - route: from Ukraine to abroad. By a newer page within Europe as well
        - sender: city, sender and address must be the same for all
        - once: a shipment can be in one register only
        - printed: not if its papers were printed and are dated before yesterday
        - handed over: not once it was scanned in a branch, or has its waybill
        - deleted: not if it is marked for deletion
        - register: none once the register was printed.

        In the API: ``POST /registry``.

        Args:
            body: The model, or a mapping spelt as published."""
        from .post_registry import build_request

        return self._transport.send(build_request(body))

    def add_shipments(
        self, id: str, body: RegisterShipmentsUpdate | _bodies.RegisterShipmentsUpdateDict
    ) -> Register:
        """Add shipments to a register.

        Adds shipments to a register and answers with the whole register. Which shipments can be
        in it:

        - route: from Ukraine to abroad. By a newer page within Europe as well
        - sender: city, sender and address must be the same for all
        - once: a shipment can be in one register only
        - printed: not if its papers were printed and are dated before yesterday
        - handed over: not once it was scanned in a branch, or has its waybill
        - deleted: not if it is marked for deletion
        - register: none once the register was printed.

        In the API: ``POST /registry/{id}/shipments``.

        Args:
            id: Id of the register (UUID).
            body: The model, or a mapping spelt as published."""
        from .post_registry_id_shipments import build_request

        return self._transport.send(build_request(id, body))

    def remove_shipments(
        self, id: str, body: RegisterShipmentsUpdate | _bodies.RegisterShipmentsUpdateDict
    ) -> Register:
        """Remove shipments from a register.

        Takes shipments out of a register and answers with the whole register. The shipments
        themselves stay. The body names them. In the API: ``DELETE /registry/{id}/shipments``.

        Args:
            id: Id of the register (UUID).
            body: The model, or a mapping spelt as published."""
        from .delete_registry_id_shipments import build_request

        return self._transport.send(build_request(id, body))

    def rename(
        self, id: str, body: RegisterRenameRequest | _bodies.RegisterRenameRequestDict
    ) -> Register:
        """Rename a register.

        Gives a register another name (its description) and answers with the whole register. In
        the API: ``PUT /registry/{id}/rename``.

        Args:
            id: Id of the register (UUID).
            body: The model, or a mapping spelt as published."""
        from .put_registry_id_rename import build_request

        return self._transport.send(build_request(id, body))

    def delete(self, id: str) -> Success:
        """Delete a register.

        Deletes a register. The shipments in it stay. In the API: ``DELETE /registry/{id}``.

        Args:
            id: Id of the register (UUID)."""
        from .delete_registry_id import build_request

        return self._transport.send(build_request(id))


class AsyncRegisters(_AsyncResource):
    """As ``Registers``, for coroutines."""

    async def find(
        self,
        *,
        ids: _Iterable[int | str] | None = None,
        numbers: _Iterable[int | str] | None = None,
        settlement_ids: _Iterable[int | str] | None = None,
        created_at_from: str | None = None,
        created_at_to: str | None = None,
        page: int | None = None,
        limit: int | None = None,
        is_eu_registry: bool | None = None,
        with_shipments_info: bool | None = None,
    ) -> RegisterPage:
        """Find registers.

        Finds registers of the account by id, number, settlement or day of creation, page by page.
        In the API: ``GET /registry``.

        Args:
            ids: Only registers with these ids (UUID).
            numbers: Only registers with these numbers.
            settlement_ids: Only registers whose sender is in these settlements, by the id of the
                settlement.
            created_at_from: Only registers created on this day or later. Published examples write
                DD.MM.YYYY.
            created_at_to: Only registers created on this day or earlier. Published examples write
                DD.MM.YYYY.
            page: Number of the page, counted from 1.
            limit: How many items a page holds. The service takes 15 if not given, 100 is the
                largest in common use.
            is_eu_registry: Whether to list registers of Europe. Published on the portal since
                April 2026.
            with_shipments_info: Whether to tell more of the shipments, in shipmentsInfo.
                Published on the portal since April 2026."""
        from .get_registry import build_request

        return await self._transport.send(build_request(
            ids=ids, numbers=numbers, settlement_ids=settlement_ids,
            created_at_from=created_at_from, created_at_to=created_at_to, page=page, limit=limit,
            is_eu_registry=is_eu_registry, with_shipments_info=with_shipments_info,
        ))  # fmt: skip

    def find_all(
        self,
        *,
        ids: _Iterable[int | str] | None = None,
        numbers: _Iterable[int | str] | None = None,
        settlement_ids: _Iterable[int | str] | None = None,
        created_at_from: str | None = None,
        created_at_to: str | None = None,
        limit: int | None = None,
        is_eu_registry: bool | None = None,
        with_shipments_info: bool | None = None,
        max_items: int | None = None,
        read_ahead: bool = False,
    ) -> _AsyncIterator[Register]:
        """Walk all pages of ``find``, each fetched when its first item is asked for.
        The other arguments are those of ``find``.

        Args:
            max_items: How many items to yield at most.
            read_ahead: Whether the next page is fetched while the items of one are used, which
                only asyncio can."""
        from .get_registry import build_request

        return self._items(build_request(
            ids=ids, numbers=numbers, settlement_ids=settlement_ids,
            created_at_from=created_at_from, created_at_to=created_at_to, limit=limit,
            is_eu_registry=is_eu_registry, with_shipments_info=with_shipments_info,
        ), "page", max_items, read_ahead)  # fmt: skip

    def pages(
        self,
        *,
        ids: _Iterable[int | str] | None = None,
        numbers: _Iterable[int | str] | None = None,
        settlement_ids: _Iterable[int | str] | None = None,
        created_at_from: str | None = None,
        created_at_to: str | None = None,
        limit: int | None = None,
        is_eu_registry: bool | None = None,
        with_shipments_info: bool | None = None,
    ) -> _AsyncIterator[RegisterPage]:
        """Walk the pages of ``find`` by its arguments, each fetched when it is needed."""
        from .get_registry import build_request

        return self._pages(build_request(
            ids=ids, numbers=numbers, settlement_ids=settlement_ids,
            created_at_from=created_at_from, created_at_to=created_at_to, limit=limit,
            is_eu_registry=is_eu_registry, with_shipments_info=with_shipments_info,
        ), "page")  # fmt: skip

    async def create(self, body: RegisterRequest | _bodies.RegisterRequestDict) -> Register:
        """Create a register.

        Creates a register, a list of shipments that are handed over together. Which shipments can
        be in it:

        - route: from Ukraine to abroad. By a newer page within Europe as well
        - sender: city, sender and address must be the same for all
        - once: a shipment can be in one register only
        - printed: not if its papers were printed and are dated before yesterday
        - handed over: not once it was scanned in a branch, or has its waybill
        - deleted: not if it is marked for deletion
        - register: none once the register was printed.

        In the API: ``POST /registry``.

        Args:
            body: The model, or a mapping spelt as published."""
        from .post_registry import build_request

        return await self._transport.send(build_request(body))

    async def add_shipments(
        self, id: str, body: RegisterShipmentsUpdate | _bodies.RegisterShipmentsUpdateDict
    ) -> Register:
        """Add shipments to a register.

        Adds shipments to a register and answers with the whole register. Which shipments can be
        in it:

        - route: from Ukraine to abroad. By a newer page within Europe as well
        - sender: city, sender and address must be the same for all
        - once: a shipment can be in one register only
        - printed: not if its papers were printed and are dated before yesterday
        - handed over: not once it was scanned in a branch, or has its waybill
        - deleted: not if it is marked for deletion
        - register: none once the register was printed.

        In the API: ``POST /registry/{id}/shipments``.

        Args:
            id: Id of the register (UUID).
            body: The model, or a mapping spelt as published."""
        from .post_registry_id_shipments import build_request

        return await self._transport.send(build_request(id, body))

    async def remove_shipments(
        self, id: str, body: RegisterShipmentsUpdate | _bodies.RegisterShipmentsUpdateDict
    ) -> Register:
        """Remove shipments from a register.

        Takes shipments out of a register and answers with the whole register. The shipments
        themselves stay. The body names them. In the API: ``DELETE /registry/{id}/shipments``.

        Args:
            id: Id of the register (UUID).
            body: The model, or a mapping spelt as published."""
        from .delete_registry_id_shipments import build_request

        return await self._transport.send(build_request(id, body))

    async def rename(
        self, id: str, body: RegisterRenameRequest | _bodies.RegisterRenameRequestDict
    ) -> Register:
        """Rename a register.

        Gives a register another name (its description) and answers with the whole register. In
        the API: ``PUT /registry/{id}/rename``.

        Args:
            id: Id of the register (UUID).
            body: The model, or a mapping spelt as published."""
        from .put_registry_id_rename import build_request

        return await self._transport.send(build_request(id, body))

    async def delete(self, id: str) -> Success:
        """Delete a register.

        Deletes a register. The shipments in it stay. In the API: ``DELETE /registry/{id}``.

        Args:
            id: Id of the register (UUID)."""
        from .delete_registry_id import build_request

        return await self._transport.send(build_request(id))
