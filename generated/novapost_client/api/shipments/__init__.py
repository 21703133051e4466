"""Shipments: price, creation, documents and tracking."""

from __future__ import annotations

import datetime as _dt
from collections.abc import (
    AsyncIterator as _AsyncIterator,
    Iterable as _Iterable,
    Iterator as _Iterator,
)
from typing import TYPE_CHECKING, Any as _Any

from ...resource import AsyncResource as _AsyncResource, Resource as _Resource

if TYPE_CHECKING:
    from ... import bodies as _bodies
    from ...models import (
        Attachment,
        Calculation,
        CalculationRequest,
        CreatedShipment,
        DeletedShipment,
        DeliveryType,
        FileUpload,
        LightReturnRequest,
        PrintSize,
        PrintType,
        Shipment,
        ShipmentPage,
        ShipmentRequest,
        ShipmentUpdate,
        Success,
        Tracking,
        TrackingDetails,
        UpdatedShipment,
        VerificationState,
        VerificationStatusList,
    )


class Shipments(_Resource):
    """Shipments: price, creation, documents and tracking."""

    def find(
        self,
        *,
        numbers: _Iterable[int | str] | None = None,
        ids: _Iterable[int | str] | None = None,
        limit: int | None = None,
        page: int | None = None,
        client_order: str | None = None,
        division_id: int | str | None = None,
    ) -> ShipmentPage:
        """Find shipments.

        Finds shipments of the account by number or id, page by page, with parties, parcels,
        services and cost. In the API: ``GET /shipments``.

        Args:
            numbers: Only shipments with these numbers. May be given several times.
            ids: Only shipments with these ids. May be given several times.
            limit: How many items a page holds. The service takes 15 if not given, 100 is the
                largest in common use.
            page: Number of the page, counted from 1.
            client_order: Only shipments with this order number, the clientOrder they were created
                with. In use, not published: to rely on it, make sure that an order nobody has
                used finds nothing. At most 50 characters.
            division_id: Only shipments sent from this division. Published on the portal since
                April 2026."""
        from .get_shipments import build_request

        return self._transport.send(build_request(
            numbers=numbers, ids=ids, limit=limit, page=page, client_order=client_order,
            division_id=division_id,
        ))  # fmt: skip

    def find_all(
        self,
        *,
        numbers: _Iterable[int | str] | None = None,
        ids: _Iterable[int | str] | None = None,
        limit: int | None = None,
        client_order: str | None = None,
        division_id: int | str | None = None,
        max_items: int | None = None,
        read_ahead: bool = False,
    ) -> _Iterator[Shipment]:
        """Walk all pages of ``find``, each fetched when its first item is asked for.
        The other arguments are those of ``find``.

        Args:
            max_items: How many items to yield at most.
            read_ahead: Whether the next page is fetched while the items of one are used."""
        from .get_shipments import build_request

        return self._items(build_request(
            numbers=numbers, ids=ids, limit=limit, client_order=client_order,
            division_id=division_id,
        ), "page", max_items, read_ahead)  # fmt: skip

    def pages(
        self,
        *,
        numbers: _Iterable[int | str] | None = None,
        ids: _Iterable[int | str] | None = None,
        limit: int | None = None,
        client_order: str | None = None,
        division_id: int | str | None = None,
    ) -> _Iterator[ShipmentPage]:
        """Walk the pages of ``find`` by its arguments, each fetched when it is needed."""
        from .get_shipments import build_request

        return self._pages(build_request(
            numbers=numbers, ids=ids, limit=limit, client_order=client_order,
            division_id=division_id,
        ), "page")  # fmt: skip

    def create(self, body: ShipmentRequest | _bodies.ShipmentRequestDict) -> CreatedShipment:
        """Create a shipment.

        Creates a shipment and answers with its id and number. There is no idempotency key and a
        shipment costs money: after a lost answer, look for the shipment (for instance by
        clientOrder) before sending it again. Goods that go through customs also need their
        invoice uploaded. In the API: ``POST /shipments``.

        Args:
            body: The model, or a mapping spelt as published."""
        from .post_shipments import build_request

        return self._transport.send(build_request(body))

    def create_light_return(
        self, body: LightReturnRequest | _bodies.LightReturnRequestDict
    ) -> dict[str, _Any]:
        """Create a simplified return.

        Creates the return of a delivered shipment from its number; all else is taken from that
        shipment unless given. The rules:

        - status: the shipment must be handed over, with code 9, 10, 11 or 106
        - service: it must have AllowedLightReturn, which says within how many days. They are
          counted from the delivery, plus one day, in the time zone of the service
        - once: there must be no such return of it yet
        - parcel lockers: a branch nearby in the same city is proposed. Any other will do
        - addresses: a pickup is ordered by itself, unless the parcel is handed in at a branch.

        In the API: ``POST /shipments/light-return``.

        Args:
            body: The model, or a mapping spelt as published."""
        from .post_shipments_light_return import build_request

        return self._transport.send(build_request(body))

    def get_verification_status(
        self, *, refs: _Iterable[int | str], state: VerificationState | str
    ) -> VerificationStatusList:
        """Get the verification status of shipments.

        Tells how far the verification of shipments from Ukraine to the world has come. The answer
        has the form of JSON-RPC: the statuses stand in result. In the API:
        ``GET /shipments/international/status``.

        Args:
            refs: References (UUID) of the shipments. May be given several times.
            state: State of verification to answer with."""
        from .get_shipments_international_status import build_request

        return self._transport.send(build_request(refs=refs, state=state))

    def calculate(self, body: CalculationRequest | _bodies.CalculationRequestDict) -> Calculation:
        """Calculate the price of a shipment.

        Calculates what a shipment would cost, service by service, without creating it. In the
        API: ``POST /shipments/calculations``.

        Args:
            body: The model, or a mapping spelt as published."""
        from .post_shipments_calculations import build_request

        return self._transport.send(build_request(body))

    def update(
        self, id: int | str, body: ShipmentUpdate | _bodies.ShipmentUpdateDict
    ) -> UpdatedShipment:
        """Update a shipment.

        Replaces the data of a shipment with those given: the body is the whole shipment, not the
        change alone. In the API: ``PUT /shipments/{id}``.

        Args:
            id: Id of the shipment: an integer in Europe, a UUID in Ukraine.
            body: The model, or a mapping spelt as published."""
        from .put_shipments_id import build_request

        return self._transport.send(build_request(id, body))

    def delete(self, id: int | str) -> DeletedShipment:
        """Delete a shipment.

        Deletes a shipment by its id. In Europe its number does as well. A second deletion is
        answered 422 (shipment_was_deleted). In the API: ``DELETE /shipments/{id}``.

        Args:
            id: Id of the shipment: an integer in Europe, where the number does as well, a UUID in
                Ukraine."""
        from .delete_shipments_id import build_request

        return self._transport.send(build_request(id))

    def upload_file(self, id: int | str, body: FileUpload | _bodies.FileUploadDict) -> Success:
        """Upload a file to a shipment.

        Attaches a document, such as an invoice, to a shipment. The file travels as base64 text in
        a JSON body. In the API: ``POST /shipments/uploads/{id}``.

        Args:
            id: Id of the shipment: an integer in Europe, a UUID in Ukraine.
            body: The model, or a mapping spelt as published."""
        from .post_shipments_uploads_id import build_request

        return self._transport.send(build_request(id, body))

    def print_documents(
        self,
        *,
        numbers: _Iterable[int | str],
        type_: PrintType | str,
        print_size_type: PrintSize | str | None = None,
        delivery_type: DeliveryType | str | None = None,
    ) -> bytes:
        """Print documents of shipments.

        Answers with a PDF: the label (marking), the customs declaration (international) or the
        commercial invoice. A label takes one shipment number and the size size_100_100 alone. In
        the API: ``GET /shipments/print``.

        Args:
            numbers: Numbers of the shipments to print. Needed, and one alone for type marking.
            type_: Which document to print. Needed. The parcel label is marking.
            print_size_type: Paper size, one value: size_100_100 is a label of 100 by 100 mm, the
                only size for marking.
            delivery_type: Way the label is for: Pickup is the first mile, Shipment the last. Only
                with type marking."""
        from .get_shipments_print import build_request

        return self._transport.send(build_request(
            numbers=numbers, type_=type_, print_size_type=print_size_type,
            delivery_type=delivery_type,
        ))  # fmt: skip

    def track(
        self,
        *,
        numbers: _Iterable[int | str] | None = None,
        extended: bool | None = None,
        tracking_date_from: _dt.datetime | None = None,
        tracking_date_to: _dt.datetime | None = None,
        ids: _Iterable[int | str] | None = None,
    ) -> Tracking:
        """Track shipments.

        Gives the events of shipments, by number. The details, parcels and reasons are left to
        tracking in detail. The answer is not paged. In the API:
        ``GET /shipments/tracking/history``.

        Args:
            numbers: Numbers of the shipments to track. May be given several times.
            extended: Whether to answer with detailed names of statuses and the numbers of related
                shipments.
            tracking_date_from: Only shipments of which something is told since then. Needed where
                neither numbers nor ids are given. In use, not published.
            tracking_date_to: Only shipments of which something is told until then. Needed where
                neither numbers nor ids are given. In use, not published.
            ids: Ids of the shipments to track. In use, not published."""
        from .get_shipments_tracking_history import build_request

        return self._transport.send(build_request(
            numbers=numbers, extended=extended, tracking_date_from=tracking_date_from,
            tracking_date_to=tracking_date_to, ids=ids,
        ))  # fmt: skip

    def track_details(
        self,
        *,
        numbers: _Iterable[int | str] | None = None,
        ids: _Iterable[int | str] | None = None,
        with_undelivery_reason: bool | None = None,
        with_created_on_the_basis: bool | None = None,
        country_code: str | None = None,
        external: bool | None = None,
        tracking_date_from: _dt.datetime | None = None,
        tracking_date_to: _dt.datetime | None = None,
    ) -> TrackingDetails:
        """Track shipments in detail.

        Gives the current status, all events, the parcels and the related shipments, by number or
        id. Texts follow the Accept-Language header. In the API: ``GET /shipments/tracking``.

        Args:
            numbers: Numbers of the shipments to track. May be given several times.
            ids: Ids of the shipments to track. May be given several times.
            with_undelivery_reason: Whether the answer lists why delivery did not succeed.
            with_created_on_the_basis: Whether the answer lists the shipments that were created
                from this one: Redirecting, Return, Utilization, Redelivery.
            country_code: Only events in this country, ISO 3166-1 alpha-2. Documented as the
                country of the sender.
            external: Whether to list related shipments with owner, number and time of creation.
            tracking_date_from: Only shipments of which something is told since then. Needed where
                neither numbers nor ids are given. In use, not published.
            tracking_date_to: Only shipments of which something is told until then. Needed where
                neither numbers nor ids are given. In use, not published."""
        from .get_shipments_tracking import build_request

        return self._transport.send(build_request(
            numbers=numbers, ids=ids, with_undelivery_reason=with_undelivery_reason,
            with_created_on_the_basis=with_created_on_the_basis, country_code=country_code,
            external=external, tracking_date_from=tracking_date_from,
            tracking_date_to=tracking_date_to,
        ))  # fmt: skip

    def find_attachments(self, shipment_number: str) -> list[Attachment]:
        """List attachments of a shipment.

        Lists the files attached to a shipment, such as photographs or a signature. A shipment of
        another account and one without files are both answered 422. In the API:
        ``GET /shipments/{shipmentNumber}/attachments``.

        Args:
            shipment_number: Number of the shipment."""
        from .get_shipments_shipment_number_attachments import build_request

        return self._transport.send(build_request(shipment_number))

    def download_attachment(self, shipment_number: str, file_id: str) -> bytes:
        """Download an attachment of a shipment.

        Answers with one attached file. It is declared as PDF but may be a photograph. In the API:
        ``GET /shipments/{shipmentNumber}/attachments/{fileId}``.

        Args:
            shipment_number: Number of the shipment.
            file_id: Id of the file: that in the storage info of a listed attachment."""
        from .get_shipments_shipment_number_attachments_file_id import build_request

        return self._transport.send(build_request(shipment_number, file_id))


class AsyncShipments(_AsyncResource):
    """As ``Shipments``, for coroutines."""

    async def find(
        self,
        *,
        numbers: _Iterable[int | str] | None = None,
        ids: _Iterable[int | str] | None = None,
        limit: int | None = None,
        page: int | None = None,
        client_order: str | None = None,
        division_id: int | str | None = None,
    ) -> ShipmentPage:
        """Find shipments.

        Finds shipments of the account by number or id, page by page, with parties, parcels,
        services and cost. In the API: ``GET /shipments``.

        Args:
            numbers: Only shipments with these numbers. May be given several times.
            ids: Only shipments with these ids. May be given several times.
            limit: How many items a page holds. The service takes 15 if not given, 100 is the
                largest in common use.
            page: Number of the page, counted from 1.
            client_order: Only shipments with this order number, the clientOrder they were created
                with. In use, not published: to rely on it, make sure that an order nobody has
                used finds nothing. At most 50 characters.
            division_id: Only shipments sent from this division. Published on the portal since
                April 2026."""
        from .get_shipments import build_request

        return await self._transport.send(build_request(
            numbers=numbers, ids=ids, limit=limit, page=page, client_order=client_order,
            division_id=division_id,
        ))  # fmt: skip

    def find_all(
        self,
        *,
        numbers: _Iterable[int | str] | None = None,
        ids: _Iterable[int | str] | None = None,
        limit: int | None = None,
        client_order: str | None = None,
        division_id: int | str | None = None,
        max_items: int | None = None,
        read_ahead: bool = False,
    ) -> _AsyncIterator[Shipment]:
        """Walk all pages of ``find``, each fetched when its first item is asked for.
        The other arguments are those of ``find``.

        Args:
            max_items: How many items to yield at most.
            read_ahead: Whether the next page is fetched while the items of one are used, which
                only asyncio can."""
        from .get_shipments import build_request

        return self._items(build_request(
            numbers=numbers, ids=ids, limit=limit, client_order=client_order,
            division_id=division_id,
        ), "page", max_items, read_ahead)  # fmt: skip

    def pages(
        self,
        *,
        numbers: _Iterable[int | str] | None = None,
        ids: _Iterable[int | str] | None = None,
        limit: int | None = None,
        client_order: str | None = None,
        division_id: int | str | None = None,
    ) -> _AsyncIterator[ShipmentPage]:
        """Walk the pages of ``find`` by its arguments, each fetched when it is needed."""
        from .get_shipments import build_request

        return self._pages(build_request(
            numbers=numbers, ids=ids, limit=limit, client_order=client_order,
            division_id=division_id,
        ), "page")  # fmt: skip

    async def create(self, body: ShipmentRequest | _bodies.ShipmentRequestDict) -> CreatedShipment:
        """Create a shipment.

        Creates a shipment and answers with its id and number. There is no idempotency key and a
        shipment costs money: after a lost answer, look for the shipment (for instance by
        clientOrder) before sending it again. Goods that go through customs also need their
        invoice uploaded. In the API: ``POST /shipments``.

        Args:
            body: The model, or a mapping spelt as published."""
        from .post_shipments import build_request

        return await self._transport.send(build_request(body))

    async def create_light_return(
        self, body: LightReturnRequest | _bodies.LightReturnRequestDict
    ) -> dict[str, _Any]:
        """Create a simplified return.

        Creates the return of a delivered shipment from its number; all else is taken from that
        shipment unless given. The rules:

        - status: the shipment must be handed over, with code 9, 10, 11 or 106
        - service: it must have AllowedLightReturn, which says within how many days. They are
          counted from the delivery, plus one day, in the time zone of the service
        - once: there must be no such return of it yet
        - parcel lockers: a branch nearby in the same city is proposed. Any other will do
        - addresses: a pickup is ordered by itself, unless the parcel is handed in at a branch.

        In the API: ``POST /shipments/light-return``.

        Args:
            body: The model, or a mapping spelt as published."""
        from .post_shipments_light_return import build_request

        return await self._transport.send(build_request(body))

    async def get_verification_status(
        self, *, refs: _Iterable[int | str], state: VerificationState | str
    ) -> VerificationStatusList:
        """Get the verification status of shipments.

        Tells how far the verification of shipments from Ukraine to the world has come. The answer
        has the form of JSON-RPC: the statuses stand in result. In the API:
        ``GET /shipments/international/status``.

        Args:
            refs: References (UUID) of the shipments. May be given several times.
            state: State of verification to answer with."""
        from .get_shipments_international_status import build_request

        return await self._transport.send(build_request(refs=refs, state=state))

    async def calculate(
        self, body: CalculationRequest | _bodies.CalculationRequestDict
    ) -> Calculation:
        """Calculate the price of a shipment.

        Calculates what a shipment would cost, service by service, without creating it. In the
        API: ``POST /shipments/calculations``.

        Args:
            body: The model, or a mapping spelt as published."""
        from .post_shipments_calculations import build_request

        return await self._transport.send(build_request(body))

    async def update(
        self, id: int | str, body: ShipmentUpdate | _bodies.ShipmentUpdateDict
    ) -> UpdatedShipment:
        """Update a shipment.

        Replaces the data of a shipment with those given: the body is the whole shipment, not the
        change alone. In the API: ``PUT /shipments/{id}``.

        Args:
            id: Id of the shipment: an integer in Europe, a UUID in Ukraine.
            body: The model, or a mapping spelt as published."""
        from .put_shipments_id import build_request

        return await self._transport.send(build_request(id, body))

    async def delete(self, id: int | str) -> DeletedShipment:
        """Delete a shipment.

        Deletes a shipment by its id. In Europe its number does as well. A second deletion is
        answered 422 (shipment_was_deleted). In the API: ``DELETE /shipments/{id}``.

        Args:
            id: Id of the shipment: an integer in Europe, where the number does as well, a UUID in
                Ukraine."""
        from .delete_shipments_id import build_request

        return await self._transport.send(build_request(id))

    async def upload_file(
        self, id: int | str, body: FileUpload | _bodies.FileUploadDict
    ) -> Success:
        """Upload a file to a shipment.

        Attaches a document, such as an invoice, to a shipment. The file travels as base64 text in
        a JSON body. In the API: ``POST /shipments/uploads/{id}``.

        Args:
            id: Id of the shipment: an integer in Europe, a UUID in Ukraine.
            body: The model, or a mapping spelt as published."""
        from .post_shipments_uploads_id import build_request

        return await self._transport.send(build_request(id, body))

    async def print_documents(
        self,
        *,
        numbers: _Iterable[int | str],
        type_: PrintType | str,
        print_size_type: PrintSize | str | None = None,
        delivery_type: DeliveryType | str | None = None,
    ) -> bytes:
        """Print documents of shipments.

        Answers with a PDF: the label (marking), the customs declaration (international) or the
        commercial invoice. A label takes one shipment number and the size size_100_100 alone. In
        the API: ``GET /shipments/print``.

        Args:
            numbers: Numbers of the shipments to print. Needed, and one alone for type marking.
            type_: Which document to print. Needed. The parcel label is marking.
            print_size_type: Paper size, one value: size_100_100 is a label of 100 by 100 mm, the
                only size for marking.
            delivery_type: Way the label is for: Pickup is the first mile, Shipment the last. Only
                with type marking."""
        from .get_shipments_print import build_request

        return await self._transport.send(build_request(
            numbers=numbers, type_=type_, print_size_type=print_size_type,
            delivery_type=delivery_type,
        ))  # fmt: skip

    async def track(
        self,
        *,
        numbers: _Iterable[int | str] | None = None,
        extended: bool | None = None,
        tracking_date_from: _dt.datetime | None = None,
        tracking_date_to: _dt.datetime | None = None,
        ids: _Iterable[int | str] | None = None,
    ) -> Tracking:
        """Track shipments.

        Gives the events of shipments, by number. The details, parcels and reasons are left to
        tracking in detail. The answer is not paged. In the API:
        ``GET /shipments/tracking/history``.

        Args:
            numbers: Numbers of the shipments to track. May be given several times.
            extended: Whether to answer with detailed names of statuses and the numbers of related
                shipments.
            tracking_date_from: Only shipments of which something is told since then. Needed where
                neither numbers nor ids are given. In use, not published.
            tracking_date_to: Only shipments of which something is told until then. Needed where
                neither numbers nor ids are given. In use, not published.
            ids: Ids of the shipments to track. In use, not published."""
        from .get_shipments_tracking_history import build_request

        return await self._transport.send(build_request(
            numbers=numbers, extended=extended, tracking_date_from=tracking_date_from,
            tracking_date_to=tracking_date_to, ids=ids,
        ))  # fmt: skip

    async def track_details(
        self,
        *,
        numbers: _Iterable[int | str] | None = None,
        ids: _Iterable[int | str] | None = None,
        with_undelivery_reason: bool | None = None,
        with_created_on_the_basis: bool | None = None,
        country_code: str | None = None,
        external: bool | None = None,
        tracking_date_from: _dt.datetime | None = None,
        tracking_date_to: _dt.datetime | None = None,
    ) -> TrackingDetails:
        """Track shipments in detail.

        Gives the current status, all events, the parcels and the related shipments, by number or
        id. Texts follow the Accept-Language header. In the API: ``GET /shipments/tracking``.

        Args:
            numbers: Numbers of the shipments to track. May be given several times.
            ids: Ids of the shipments to track. May be given several times.
            with_undelivery_reason: Whether the answer lists why delivery did not succeed.
            with_created_on_the_basis: Whether the answer lists the shipments that were created
                from this one: Redirecting, Return, Utilization, Redelivery.
            country_code: Only events in this country, ISO 3166-1 alpha-2. Documented as the
                country of the sender.
            external: Whether to list related shipments with owner, number and time of creation.
            tracking_date_from: Only shipments of which something is told since then. Needed where
                neither numbers nor ids are given. In use, not published.
            tracking_date_to: Only shipments of which something is told until then. Needed where
                neither numbers nor ids are given. In use, not published."""
        from .get_shipments_tracking import build_request

        return await self._transport.send(build_request(
            numbers=numbers, ids=ids, with_undelivery_reason=with_undelivery_reason,
            with_created_on_the_basis=with_created_on_the_basis, country_code=country_code,
            external=external, tracking_date_from=tracking_date_from,
            tracking_date_to=tracking_date_to,
        ))  # fmt: skip

    async def find_attachments(self, shipment_number: str) -> list[Attachment]:
        """List attachments of a shipment.

        Lists the files attached to a shipment, such as photographs or a signature. A shipment of
        another account and one without files are both answered 422. In the API:
        ``GET /shipments/{shipmentNumber}/attachments``.

        Args:
            shipment_number: Number of the shipment."""
        from .get_shipments_shipment_number_attachments import build_request

        return await self._transport.send(build_request(shipment_number))

    async def download_attachment(self, shipment_number: str, file_id: str) -> bytes:
        """Download an attachment of a shipment.

        Answers with one attached file. It is declared as PDF but may be a photograph. In the API:
        ``GET /shipments/{shipmentNumber}/attachments/{fileId}``.

        Args:
            shipment_number: Number of the shipment.
            file_id: Id of the file: that in the storage info of a listed attachment."""
        from .get_shipments_shipment_number_attachments_file_id import build_request

        return await self._transport.send(build_request(shipment_number, file_id))
