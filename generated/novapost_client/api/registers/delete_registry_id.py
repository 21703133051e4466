"""DELETE /registry/{id}."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import read_object
from ...types import Request, path

if TYPE_CHECKING:
    from ...models.success import Success


def build_request(id: str) -> Request[Success]:
    """Build the request of this operation, for a transport to send."""
    return Request(
        operation="deleteRegistryId",
        method="DELETE",
        path=path("/registry/{id}", id=id),
        parse=parse_response,
    )


def parse_response(content: bytes) -> Success:
    """Read the body of a successful answer."""
    from ...models.success import Success

    return read_object(Success, content)
