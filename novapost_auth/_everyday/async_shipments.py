"""Shipments, with what working with files adds to the published operations, for coroutines."""
# ruff: noqa: A002 - `id` is what the published parameter is called

from __future__ import annotations

from collections.abc import Iterable
from contextlib import nullcontext
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, overload

import anyio.to_thread  # apart: what would block is done in a thread

from novapost_auth._errors import NovaPostError
from novapost_auth._everyday.create_once import A_MOMENT, CreatedOnce, Once
from novapost_auth._everyday.files import (
    FileBytes,
    FilePath,
    SavedFile,
    media_type,
    replacing,
    settle,
)
from novapost_auth._everyday.orders import Orders
from novapost_auth._everyday.printing import print_request
from novapost_auth._everyday.tracking import PlainNumbers
from novapost_auth._everyday.uploads import FileSource, upload_body
from novapost_auth._settings import apause
from novapost_client.api import shipments
from novapost_client.api.shipments.get_shipments_shipment_number_attachments_file_id import (
    build_request as attachment_request,
)

if TYPE_CHECKING:
    from novapost_auth._calls.async_transport import AsyncHttpTransport
    from novapost_client.bodies import FileUploadDict, ShipmentRequestDict
    from novapost_client.models import (
        DeliveryType,
        FileUpload,
        PrintSize,
        PrintType,
        ShipmentRequest,
        Success,
    )


class AsyncShipments(shipments.AsyncShipments):
    """Shipments: price, creation, documents and tracking."""

    def __init__(self, transport: AsyncHttpTransport, orders: Orders) -> None:
        super().__init__(PlainNumbers(transport))
        self._save = transport.save
        self._service = transport.service
        self._orders = orders

    async def create_once(self, body: ShipmentRequest | ShipmentRequestDict) -> CreatedOnce:
        """Create a shipment, unless there is one of its ``client_order``.

        The service has no idempotency key. So the shipment is looked for by its ``client_order``
        before it is created, and again after a creation whose answer was lost; it may be called
        again after anything, a crash of your program included. Where the service does not search
        by ``clientOrder``, which is tried out with an order that nobody has used, nothing is
        created. In one process an order is created by one caller at a time; two processes must
        not create the same one at once.

        Args:
            body: The model, or a mapping spelt as published, with a ``client_order`` that is
                yours alone, of 1 to 50 characters.

        Returns:
            The shipment, and whether this call created it.

        Raises:
            ConfigurationError: There is no ``client_order``.
            NovaPostError: The service refused it, or does not search by ``clientOrder``; or, with
                ``maybe_sent``, nobody knows whether there is a shipment now.

        """
        once = Once(body, self._orders, self._service)
        try:
            while not once.begin():
                await apause(self._service.clock, A_MOMENT)
            return await self._create_once(once, body)
        finally:
            once.end()

    async def _create_once(
        self, once: Once, body: ShipmentRequest | ShipmentRequestDict
    ) -> CreatedOnce:
        while True:
            try:
                await self._prove(once)
                there = once.found(await self._transport.send(once.search()))
                await self._prove(once)
                if there is not None:
                    return there
                seconds = once.begin_creation()
                if seconds is None:
                    return once.created(await self.create(body))
            except NovaPostError as error:
                seconds = once.pause(error)
            await apause(self._service.clock, seconds)

    async def _prove(self, once: Once) -> None:
        if once.needs_proof():
            once.prove(await self._transport.send(once.unused()))

    async def print_documents(
        self,
        *,
        numbers: Iterable[int | str],
        type_: PrintType | str,
        print_size_type: PrintSize | str | None = None,
        delivery_type: DeliveryType | str | None = None,
        save_to: FilePath | None = None,
    ) -> bytes:
        """Print documents of shipments: a PDF.

        In the API: ``GET /shipments/print``.

        Args:
            numbers: Numbers of the shipments; for a label one.
            type_: The document: ``marking`` is the label, ``international`` the customs
                declaration, ``invoice`` the commercial invoice.
            print_size_type: Size of the paper; a label comes in ``size_100_100`` alone, which
                is 100 by 100 mm.
            delivery_type: The way that a label is for: ``Pickup`` the first mile, ``Shipment``
                the last.
            save_to: A path to write the PDF to as well. A file that is there is replaced, and
                only by a whole one.

        Raises:
            ConfigurationError: The service would refuse this; the text says why.
            OSError: ``save_to`` cannot be written.

        """
        request = print_request(numbers, type_, print_size_type, delivery_type)
        with replacing(save_to) if save_to is not None else nullcontext() as file:
            content = await self._transport.send(request)
            if file:
                await anyio.to_thread.run_sync(file.write, content)
                await anyio.to_thread.run_sync(settle, file)
        return content

    @overload
    async def upload_file(self, id: int | str, body: FileUpload | FileUploadDict) -> Success: ...
    @overload
    async def upload_file(
        self, id: int | str, *, file: FileSource, file_name: str | None = None
    ) -> Success: ...
    async def upload_file(
        self,
        id: int | str,
        body: FileUpload | FileUploadDict | None = None,
        *,
        file: FileSource | None = None,
        file_name: str | None = None,
    ) -> Success:
        """Attach a file, such as an invoice, to a shipment.

        In the API: ``POST /shipments/uploads/{id}``, where it is base64 text in JSON.

        Args:
            id: Id of the shipment: an integer in Europe, a UUID in Ukraine.
            body: The model, or a mapping spelt as published, instead of ``file``.
            file: The path of the file, its bytes, or an object to read them from.
            file_name: What to call it, with its ending; by default as the file is called, or
                else ``invoice``.

        Raises:
            ConfigurationError: The file is a pipe, a device or a directory, is empty, has more
                than 100 MB, or is opened for text.
            OSError: It cannot be read.

        """
        sent = await anyio.to_thread.run_sync(upload_body, body, file, file_name)
        return await super().upload_file(id, sent)

    async def download_attachment(self, shipment_number: str, file_id: str) -> FileBytes:
        """Download a file that is attached to a shipment: a PDF or a photograph.

        In the API: ``GET /shipments/{shipmentNumber}/attachments/{fileId}``.

        Args:
            shipment_number: Number of the shipment.
            file_id: Id of the file: an attachment's ``storage_info.id``.

        Returns:
            The content; its ``media_type`` tells what it is.

        """
        file = BytesIO()
        answer = await self._save(attachment_request(shipment_number, file_id), file)
        return FileBytes(file.getvalue(), media_type(answer))

    async def save_attachment(
        self, shipment_number: str, file_id: str, path: FilePath
    ) -> SavedFile:
        """Download a file that is attached to a shipment, of any size, straight to the disk.

        In the API: ``GET /shipments/{shipmentNumber}/attachments/{fileId}``.

        Args:
            shipment_number: Number of the shipment.
            file_id: Id of the file: an attachment's ``storage_info.id``.
            path: Where to write it. A file that is there is replaced, and only by a whole one.

        Raises:
            ConfigurationError: At ``path`` is a directory.
            OSError: It cannot be written.

        """
        with replacing(path) as file:
            answer = await self._save(attachment_request(shipment_number, file_id), file)
            await anyio.to_thread.run_sync(settle, file)
            return SavedFile(Path(path), media_type(answer), file.tell())
