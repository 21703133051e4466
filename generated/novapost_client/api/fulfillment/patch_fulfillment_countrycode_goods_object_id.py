"""PATCH /fulfillment/{countrycode}/goods/{objectId}: its request, and the reading of its
answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ... import models as _models
from ...model import read_object as _read_object
from ...outgoing import body_of as _body_of
from ...types import Request as _Request, path as _path

if TYPE_CHECKING:
    from ... import bodies as _bodies
    from ...models import Goods


def build_request(
    countrycode: str, object_id: str, body: Goods | _bodies.GoodsDict
) -> _Request[Goods]:
    return _Request(
        operation="patchFulfillmentCountrycodeGoodsObjectId", method="PATCH", parse=parse_response,
        path=_path(
            "/fulfillment/{countrycode}/goods/{object_id}", countrycode=countrycode,
            object_id=object_id,
        ),
        json=_body_of(body, build_request),
    )  # fmt: skip


def parse_response(content: bytes) -> Goods:
    return _read_object(_models.Goods, content)
