"""POST /shipments/light-return: its request, and the reading of its answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any as _Any

from ...model import read_dict as _read_dict
from ...outgoing import body_of as _body_of
from ...types import Request as _Request, path as _path

if TYPE_CHECKING:
    from ... import bodies as _bodies
    from ...models import LightReturnRequest


def build_request(
    body: LightReturnRequest | _bodies.LightReturnRequestDict,
) -> _Request[dict[str, _Any]]:
    return _Request(
        operation="postShipmentsLightReturn", method="POST", parse=parse_response,
        path=_path("/shipments/light-return"),
        json=_body_of(body, build_request),
    )  # fmt: skip


def parse_response(content: bytes) -> dict[str, _Any]:
    return _read_dict(content)
