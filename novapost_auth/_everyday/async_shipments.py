"""As ``shipments``, for coroutines."""
# ruff: noqa: A002 - `id` is what the published parameter is called

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

import anyio.to_thread

from novapost_auth._everyday.files import FileBytes, FilePath, SavedFile, media_type, replacing
from novapost_auth._everyday.printing import print_request
from novapost_auth._everyday.uploads import FileSource, upload_body
from novapost_client.api import shipments
from novapost_client.api.shipments.get_shipments_shipment_number_attachments_file_id import (
    build_request as attachment_request,
)

if TYPE_CHECKING:
    from novapost_auth._calls.async_transport import AsyncHttpTransport
    from novapost_client.models import DeliveryType, FileUpload, PrintSize, PrintType, Success


class AsyncShipments(shipments.AsyncShipments):
    """As ``Shipments``, for coroutines."""

    def __init__(self, transport: AsyncHttpTransport) -> None:
        super().__init__(transport)
        self._save = transport.save

    async def print_documents(
        self,
        *,
        numbers: Sequence[str],
        type_: PrintType | str,
        print_size_type: PrintSize | str | None = None,
        delivery_type: DeliveryType | str | None = None,
        save_to: FilePath | None = None,
    ) -> bytes:
        """Print documents of shipments: a PDF. See ``Shipments.print_documents``."""
        request = print_request(numbers, type_, print_size_type, delivery_type)
        with replacing(save_to) if save_to is not None else nullcontext() as file:
            content = await self._transport.send(request)
            if file:
                await anyio.to_thread.run_sync(file.write, content)
        return content

    @overload
    async def upload_file(self, id: int | str, body: FileUpload | Mapping[str, Any]) -> Success: ...
    @overload
    async def upload_file(
        self, id: int | str, *, file: FileSource, file_name: str | None = None
    ) -> Success: ...
    async def upload_file(
        self,
        id: int | str,
        body: FileUpload | Mapping[str, Any] | None = None,
        *,
        file: FileSource | None = None,
        file_name: str | None = None,
    ) -> Success:
        """Attach a file to a shipment. See ``Shipments.upload_file``."""
        body = await anyio.to_thread.run_sync(upload_body, body, file, file_name)
        return await super().upload_file(id, body)

    async def download_attachment(self, shipment_number: str, file_id: str) -> FileBytes:
        """Download a file that is attached to a shipment. See ``Shipments``."""
        file = BytesIO()
        answer = await self._save(attachment_request(shipment_number, file_id), file)
        return FileBytes(file.getvalue(), media_type(answer))

    async def save_attachment(
        self, shipment_number: str, file_id: str, path: FilePath
    ) -> SavedFile:
        """Download an attached file straight to the disk. See ``Shipments.save_attachment``."""
        with replacing(path) as file:
            answer = await self._save(attachment_request(shipment_number, file_id), file)
            return SavedFile(Path(path), media_type(answer), file.tell())
