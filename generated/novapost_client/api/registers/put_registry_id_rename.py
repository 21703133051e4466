"""PUT /registry/{id}/rename."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ...model import read_object
from ...types import Request, json_ready, path

if TYPE_CHECKING:
    from ...models.register import Register
    from ...models.register_rename_request import RegisterRenameRequest


def build_request(id: str, body: RegisterRenameRequest | Mapping[str, Any]) -> Request[Register]:
    """Build the request of this operation, for a transport to send."""
    return Request(
        operation="putRegistryIdRename",
        method="PUT",
        path=path("/registry/{id}/rename", id=id),
        json=json_ready(body),
        parse=parse_response,
    )


def parse_response(content: bytes) -> Register:
    """Read the body of a successful answer."""
    from ...models.register import Register

    return read_object(Register, content)
