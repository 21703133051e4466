"""Goods that are kept in the service's warehouses and sent from there."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ... import bodies as _bodies
    from ...models import Goods
    from ...types import AsyncTransport as _AsyncTransport, Transport as _Transport


class Fulfillment:
    """Goods that are kept in the service's warehouses and sent from there."""

    def __init__(self, transport: _Transport) -> None:
        self._transport = transport

    def update_goods(
        self, countrycode: str, object_id: str, body: Goods | _bodies.GoodsDict
    ) -> Goods:
        """Change goods.

        Changes the fields of one item of goods that the body names; it must name at least one.
        Published on the portal since April 2026. Mind the units: where the fulfillment pages
        speak of weight and size they mean kg and cm, not g and mm as for shipments. In the API:
        ``PATCH /fulfillment/{countrycode}/goods/{objectId}``.

        Args:
            countrycode: Country of the warehouse in small letters, such as pl.
            object_id: Id of the goods (UUID).
            body: The model, or a mapping spelt as published."""
        from .patch_fulfillment_countrycode_goods_object_id import build_request

        return self._transport.send(build_request(countrycode, object_id, body))


class AsyncFulfillment:
    """As ``Fulfillment``, for coroutines."""

    def __init__(self, transport: _AsyncTransport) -> None:
        self._transport = transport

    async def update_goods(
        self, countrycode: str, object_id: str, body: Goods | _bodies.GoodsDict
    ) -> Goods:
        """Change goods.

        Changes the fields of one item of goods that the body names; it must name at least one.
        Published on the portal since April 2026. Mind the units: where the fulfillment pages
        speak of weight and size they mean kg and cm, not g and mm as for shipments. In the API:
        ``PATCH /fulfillment/{countrycode}/goods/{objectId}``.

        Args:
            countrycode: Country of the warehouse in small letters, such as pl.
            object_id: Id of the goods (UUID).
            body: The model, or a mapping spelt as published."""
        from .patch_fulfillment_countrycode_goods_object_id import build_request

        return await self._transport.send(build_request(countrycode, object_id, body))
