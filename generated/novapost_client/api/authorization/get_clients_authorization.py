"""GET /clients/authorization."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import read_object
from ...types import Request, path, query

if TYPE_CHECKING:
    from ...models.client_authorization import ClientAuthorization


def build_request(*, api_key: str) -> Request[ClientAuthorization]:
    """Build the request of this operation, for a transport to send."""
    return Request(
        operation="getClientsAuthorization",
        method="GET",
        path=path("/clients/authorization"),
        params=query(("apiKey", api_key)),
        parse=parse_response,
        authorized=False,
    )


def parse_response(content: bytes) -> ClientAuthorization:
    """Read the body of a successful answer."""
    from ...models.client_authorization import ClientAuthorization

    return read_object(ClientAuthorization, content)
