"""POST /test-api-keys."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ...model import read_object
from ...types import Request, json_ready, path

if TYPE_CHECKING:
    from ...models.test_api_key_request import TestApiKeyRequest
    from ...models.test_api_key_response import TestApiKeyResponse


def build_request(body: TestApiKeyRequest | Mapping[str, Any]) -> Request[TestApiKeyResponse]:
    """Build the request of this operation, for a transport to send."""
    return Request(
        operation="postTestApiKeys",
        method="POST",
        path=path("/test-api-keys"),
        json=json_ready(body),
        parse=parse_response,
        authorized=False,
    )


def parse_response(content: bytes) -> TestApiKeyResponse:
    """Read the body of a successful answer."""
    from ...models.test_api_key_response import TestApiKeyResponse

    return read_object(TestApiKeyResponse, content)
