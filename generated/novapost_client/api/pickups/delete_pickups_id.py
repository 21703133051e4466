"""DELETE /pickups/{id}."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import read_object
from ...types import Request, path

if TYPE_CHECKING:
    from ...models.deletion import Deletion


def build_request(id: int | str) -> Request[Deletion]:
    """Build the request of this operation, for a transport to send."""
    return Request(
        operation="deletePickupsId",
        method="DELETE",
        path=path("/pickups/{id}", id=id),
        parse=parse_response,
    )


def parse_response(content: bytes) -> Deletion:
    """Read the body of a successful answer."""
    from ...models.deletion import Deletion

    return read_object(Deletion, content)
