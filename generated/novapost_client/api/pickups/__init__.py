"""Courier pickups and the time intervals they can be ordered for."""

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
        CreatedPickup,
        Deletion,
        Pickup,
        PickupPage,
        PickupRequest,
        PickupShipments,
        PickupShipmentsRemoval,
        PickupShipmentsRequest,
        PickupStatusUpdate,
        PickupUpdate,
        RemovedPickupShipments,
        Success,
        TimeIntervalRequest,
        TimeIntervalSchedule,
        UpdatedPickup,
    )


class Pickups(_Resource):
    """Courier pickups and the time intervals they can be ordered for."""

    def find(
        self,
        *,
        numbers: _Iterable[int | str] | None = None,
        ids: _Iterable[int | str] | None = None,
        limit: int | None = None,
        page: int | None = None,
    ) -> PickupPage:
        """Find pickups.

        Finds pickups of the account by number or id, page by page. In the API: ``GET /pickups``.

        Args:
            numbers: Only pickups with these numbers. May be given several times.
            ids: Only pickups with these ids. May be given several times.
            limit: How many items a page holds. The service takes 15 if not given, 100 is the
                largest in common use.
            page: Number of the page, counted from 1."""
        from .get_pickups import build_request

        return self._transport.send(build_request(numbers=numbers, ids=ids, limit=limit, page=page))

    def find_all(
        self,
        *,
        numbers: _Iterable[int | str] | None = None,
        ids: _Iterable[int | str] | None = None,
        limit: int | None = None,
        max_items: int | None = None,
        read_ahead: bool = False,
    ) -> _Iterator[Pickup]:
        """Walk all pages of ``find``, each fetched when its first item is asked for.
        The other arguments are those of ``find``.

        Args:
            max_items: How many items to yield at most.
            read_ahead: Whether the next page is fetched while the items of one are used."""
        from .get_pickups import build_request

        return self._items(build_request(
            numbers=numbers, ids=ids, limit=limit,
        ), "page", max_items, read_ahead)  # fmt: skip

    def pages(
        self,
        *,
        numbers: _Iterable[int | str] | None = None,
        ids: _Iterable[int | str] | None = None,
        limit: int | None = None,
    ) -> _Iterator[PickupPage]:
        """Walk the pages of ``find`` by its arguments, each fetched when it is needed."""
        from .get_pickups import build_request

        return self._pages(build_request(numbers=numbers, ids=ids, limit=limit), "page")

    def create(self, body: PickupRequest | _bodies.PickupRequestDict) -> CreatedPickup:
        """Create a pickup.

        Orders a courier to collect shipments. For business clients in the EU. The pickup begins
        as a Draft: add shipments to it, then set its status to Created. Time intervals tell when
        a courier can come. In the API: ``POST /pickups``.

        Args:
            body: The model, or a mapping spelt as published."""
        from .post_pickups import build_request

        return self._transport.send(build_request(body))

    def update(self, id: int | str, body: PickupUpdate | _bodies.PickupUpdateDict) -> UpdatedPickup:
        """Update a pickup.

        Changes the address, time, contact and remarks of a pickup. lockVersion guards against
        overwriting the change of somebody else. In the API: ``PUT /pickups/{id}``.

        Args:
            id: Id of the pickup.
            body: The model, or a mapping spelt as published."""
        from .put_pickups_id import build_request

        return self._transport.send(build_request(id, body))

    def delete(self, id: int | str) -> Deletion:
        """Delete a pickup.

        Deletes a pickup. The shipments in it stay. In the API: ``DELETE /pickups/{id}``.

        Args:
            id: Id of the pickup."""
        from .delete_pickups_id import build_request

        return self._transport.send(build_request(id))

    def add_shipments(
        self, id: int | str, body: PickupShipmentsRequest | _bodies.PickupShipmentsRequestDict
    ) -> PickupShipments:
        """Add shipments to a pickup.

        Adds shipments that exist already to a pickup, which must still be a Draft. In the API:
        ``POST /pickups/{id}/shipments``.

        Args:
            id: Id of the pickup.
            body: The model, or a mapping spelt as published."""
        from .post_pickups_id_shipments import build_request

        return self._transport.send(build_request(id, body))

    def remove_shipments(
        self, id: int | str, body: PickupShipmentsRemoval | _bodies.PickupShipmentsRemovalDict
    ) -> RemovedPickupShipments:
        """Remove shipments from a pickup.

        Takes shipments out of a pickup, which must still be a Draft. The shipments themselves
        stay. The body names them. In the API: ``DELETE /pickups/{id}/shipments``.

        Args:
            id: Id of the pickup.
            body: The model, or a mapping spelt as published."""
        from .delete_pickups_id_shipments import build_request

        return self._transport.send(build_request(id, body))

    def update_status(
        self, id: int | str, body: PickupStatusUpdate | _bodies.PickupStatusUpdateDict
    ) -> Success:
        """Update the status of a pickup.

        Takes a pickup from Draft to Created: it is complete and goes to the courier service.
        Created is the only status that can be set. In the API: ``PUT /pickups/{id}/status``.

        Args:
            id: Id of the pickup.
            body: The model, or a mapping spelt as published."""
        from .put_pickups_id_status import build_request

        return self._transport.send(build_request(id, body))

    def find_time_intervals(
        self, body: TimeIntervalRequest | _bodies.TimeIntervalRequestDict
    ) -> TimeIntervalSchedule:
        """Find time intervals for a pickup.

        Tells for each day of the week when a courier can collect at a place, and until when a
        pickup must be ordered. Without an address, a point or a division the answer holds the
        general working hours in the country. Which days can be chosen:

        - PickupDayToDay: if there is such a schedule it goes first: today, if it is no holiday,
          has working hours and orderTo is not over, and up to 7 calendar days with today; orderTo
          counts for today alone
        - PickupNextDay: not today, but up to 7 calendar days from tomorrow that are no holidays
          and have working hours; orderTo counts for tomorrow alone
        - neither: up to 7 calendar days from tomorrow without weekends and holidays. orderTo is
          17:00 and counts for tomorrow alone

        Where a day has working hours but no intervals, the courier comes at some time of the day.
        A day that is no longer good becomes the next good one, a wrong interval the whole working
        time. In the API: ``POST /time-intervals/find``.

        Args:
            body: The model, or a mapping spelt as published."""
        from .post_time_intervals_find import build_request

        return self._transport.send(build_request(body))


class AsyncPickups(_AsyncResource):
    """As ``Pickups``, for coroutines."""

    async def find(
        self,
        *,
        numbers: _Iterable[int | str] | None = None,
        ids: _Iterable[int | str] | None = None,
        limit: int | None = None,
        page: int | None = None,
    ) -> PickupPage:
        """Find pickups.

        Finds pickups of the account by number or id, page by page. In the API: ``GET /pickups``.

        Args:
            numbers: Only pickups with these numbers. May be given several times.
            ids: Only pickups with these ids. May be given several times.
            limit: How many items a page holds. The service takes 15 if not given, 100 is the
                largest in common use.
            page: Number of the page, counted from 1."""
        from .get_pickups import build_request

        return await self._transport.send(build_request(
            numbers=numbers, ids=ids, limit=limit, page=page,
        ))  # fmt: skip

    def find_all(
        self,
        *,
        numbers: _Iterable[int | str] | None = None,
        ids: _Iterable[int | str] | None = None,
        limit: int | None = None,
        max_items: int | None = None,
        read_ahead: bool = False,
    ) -> _AsyncIterator[Pickup]:
        """Walk all pages of ``find``, each fetched when its first item is asked for.
        The other arguments are those of ``find``.

        Args:
            max_items: How many items to yield at most.
            read_ahead: Whether the next page is fetched while the items of one are used, which
                only asyncio can."""
        from .get_pickups import build_request

        return self._items(build_request(
            numbers=numbers, ids=ids, limit=limit,
        ), "page", max_items, read_ahead)  # fmt: skip

    def pages(
        self,
        *,
        numbers: _Iterable[int | str] | None = None,
        ids: _Iterable[int | str] | None = None,
        limit: int | None = None,
    ) -> _AsyncIterator[PickupPage]:
        """Walk the pages of ``find`` by its arguments, each fetched when it is needed."""
        from .get_pickups import build_request

        return self._pages(build_request(numbers=numbers, ids=ids, limit=limit), "page")

    async def create(self, body: PickupRequest | _bodies.PickupRequestDict) -> CreatedPickup:
        """Create a pickup.

        Orders a courier to collect shipments. For business clients in the EU. The pickup begins
        as a Draft: add shipments to it, then set its status to Created. Time intervals tell when
        a courier can come. In the API: ``POST /pickups``.

        Args:
            body: The model, or a mapping spelt as published."""
        from .post_pickups import build_request

        return await self._transport.send(build_request(body))

    async def update(
        self, id: int | str, body: PickupUpdate | _bodies.PickupUpdateDict
    ) -> UpdatedPickup:
        """Update a pickup.

        Changes the address, time, contact and remarks of a pickup. lockVersion guards against
        overwriting the change of somebody else. In the API: ``PUT /pickups/{id}``.

        Args:
            id: Id of the pickup.
            body: The model, or a mapping spelt as published."""
        from .put_pickups_id import build_request

        return await self._transport.send(build_request(id, body))

    async def delete(self, id: int | str) -> Deletion:
        """Delete a pickup.

        Deletes a pickup. The shipments in it stay. In the API: ``DELETE /pickups/{id}``.

        Args:
            id: Id of the pickup."""
        from .delete_pickups_id import build_request

        return await self._transport.send(build_request(id))

    async def add_shipments(
        self, id: int | str, body: PickupShipmentsRequest | _bodies.PickupShipmentsRequestDict
    ) -> PickupShipments:
        """Add shipments to a pickup.

        Adds shipments that exist already to a pickup, which must still be a Draft. In the API:
        ``POST /pickups/{id}/shipments``.

        Args:
            id: Id of the pickup.
            body: The model, or a mapping spelt as published."""
        from .post_pickups_id_shipments import build_request

        return await self._transport.send(build_request(id, body))

    async def remove_shipments(
        self, id: int | str, body: PickupShipmentsRemoval | _bodies.PickupShipmentsRemovalDict
    ) -> RemovedPickupShipments:
        """Remove shipments from a pickup.

        Takes shipments out of a pickup, which must still be a Draft. The shipments themselves
        stay. The body names them. In the API: ``DELETE /pickups/{id}/shipments``.

        Args:
            id: Id of the pickup.
            body: The model, or a mapping spelt as published."""
        from .delete_pickups_id_shipments import build_request

        return await self._transport.send(build_request(id, body))

    async def update_status(
        self, id: int | str, body: PickupStatusUpdate | _bodies.PickupStatusUpdateDict
    ) -> Success:
        """Update the status of a pickup.

        Takes a pickup from Draft to Created: it is complete and goes to the courier service.
        Created is the only status that can be set. In the API: ``PUT /pickups/{id}/status``.

        Args:
            id: Id of the pickup.
            body: The model, or a mapping spelt as published."""
        from .put_pickups_id_status import build_request

        return await self._transport.send(build_request(id, body))

    async def find_time_intervals(
        self, body: TimeIntervalRequest | _bodies.TimeIntervalRequestDict
    ) -> TimeIntervalSchedule:
        """Find time intervals for a pickup.

        Tells for each day of the week when a courier can collect at a place, and until when a
        pickup must be ordered. Without an address, a point or a division the answer holds the
        general working hours in the country. Which days can be chosen:

        - PickupDayToDay: if there is such a schedule it goes first: today, if it is no holiday,
          has working hours and orderTo is not over, and up to 7 calendar days with today; orderTo
          counts for today alone
        - PickupNextDay: not today, but up to 7 calendar days from tomorrow that are no holidays
          and have working hours; orderTo counts for tomorrow alone
        - neither: up to 7 calendar days from tomorrow without weekends and holidays. orderTo is
          17:00 and counts for tomorrow alone

        Where a day has working hours but no intervals, the courier comes at some time of the day.
        A day that is no longer good becomes the next good one, a wrong interval the whole working
        time. In the API: ``POST /time-intervals/find``.

        Args:
            body: The model, or a mapping spelt as published."""
        from .post_time_intervals_find import build_request

        return await self._transport.send(build_request(body))
