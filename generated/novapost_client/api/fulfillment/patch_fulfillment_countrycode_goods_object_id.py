"""PATCH /fulfillment/{countrycode}/goods/{objectId}."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import read_object as _read_object
from ...outgoing import body_of as _body_of
from ...types import Request as _Request, path as _path

if TYPE_CHECKING:
    from ... import bodies as _bodies
    from ...models import Goods


def build_request(
    countrycode: str, object_id: str, body: Goods | _bodies.GoodsDict
) -> _Request[Goods]:
    """Build the request of this operation, for a transport to send."""
    return _Request(
        operation="patchFulfillmentCountrycodeGoodsObjectId", method="PATCH", parse=parse_response,
        path=_path(
            "/fulfillment/{countrycode}/goods/{object_id}", countrycode=countrycode,
            object_id=object_id,
        ),
        json=_body_of(body, build_request),
    )  # fmt: skip


def parse_response(content: bytes) -> Goods:
    """Read the body of a successful answer."""
    from ...models.goods import Goods

    return _read_object(Goods, content)
