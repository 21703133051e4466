"""POST /test-api-keys: its request, and the reading of its answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ... import models as _models
from ...model import read_object as _read_object
from ...outgoing import body_of as _body_of
from ...types import Request as _Request, path as _path

if TYPE_CHECKING:
    from ... import bodies as _bodies
    from ...models import TestApiKeyRequest, TestApiKeyResponse


def build_request(
    body: TestApiKeyRequest | _bodies.TestApiKeyRequestDict,
) -> _Request[TestApiKeyResponse]:
    return _Request(
        operation="postTestApiKeys", method="POST", parse=parse_response, authorized=False,
        path=_path("/test-api-keys"),
        json=_body_of(body, build_request),
    )  # fmt: skip


def parse_response(content: bytes) -> TestApiKeyResponse:
    return _read_object(_models.TestApiKeyResponse, content)
