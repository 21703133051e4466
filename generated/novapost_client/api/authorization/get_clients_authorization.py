"""GET /clients/authorization: its request, and the reading of its answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ... import models as _models
from ...model import read_object as _read_object
from ...types import Request as _Request, path as _path, query as _query

if TYPE_CHECKING:
    from ...models import ClientAuthorization


def build_request(*, api_key: str) -> _Request[ClientAuthorization]:
    return _Request(
        operation="getClientsAuthorization", method="GET", parse=parse_response, authorized=False,
        path=_path("/clients/authorization"),
        params=_query(
            ("apiKey", api_key),
        ),
    )  # fmt: skip


def parse_response(content: bytes) -> ClientAuthorization:
    return _read_object(_models.ClientAuthorization, content)
