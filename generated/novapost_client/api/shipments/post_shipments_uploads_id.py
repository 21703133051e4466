"""POST /shipments/uploads/{id}."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ...model import read_object
from ...types import Request, json_ready, path

if TYPE_CHECKING:
    from ...models.file_upload import FileUpload
    from ...models.success import Success


def build_request(id: int | str, body: FileUpload | Mapping[str, Any]) -> Request[Success]:
    """Build the request of this operation, for a transport to send."""
    return Request(
        operation="postShipmentsUploadsId",
        method="POST",
        path=path("/shipments/uploads/{id}", id=id),
        json=json_ready(body),
        parse=parse_response,
    )


def parse_response(content: bytes) -> Success:
    """Read the body of a successful answer."""
    from ...models.success import Success

    return read_object(Success, content)
