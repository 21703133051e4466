"""PATCH /fulfillment/{countrycode}/goods/{objectId}."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ...model import read_object
from ...types import Request, json_ready, path

if TYPE_CHECKING:
    from ...models.goods import Goods


def build_request(
    countrycode: str, object_id: str, body: Goods | Mapping[str, Any]
) -> Request[Goods]:
    """Build the request of this operation, for a transport to send."""
    return Request(
        operation="patchFulfillmentCountrycodeGoodsObjectId",
        method="PATCH",
        path=path(
            "/fulfillment/{countrycode}/goods/{object_id}",
            countrycode=countrycode,
            object_id=object_id,
        ),
        json=json_ready(body),
        parse=parse_response,
    )


def parse_response(content: bytes) -> Goods:
    """Read the body of a successful answer."""
    from ...models.goods import Goods

    return read_object(Goods, content)
