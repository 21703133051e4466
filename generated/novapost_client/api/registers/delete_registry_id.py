"""DELETE /registry/{id}."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import read_object as _read_object
from ...types import Request as _Request, path as _path

if TYPE_CHECKING:
    from ...models import Success


def build_request(id: str) -> _Request[Success]:
    """Build the request of this operation, for a transport to send."""
    return _Request(
        operation="deleteRegistryId", method="DELETE", parse=parse_response,
        path=_path("/registry/{id}", id=id),
    )  # fmt: skip


def parse_response(content: bytes) -> Success:
    """Read the body of a successful answer."""
    from ...models.success import Success

    return _read_object(Success, content)
