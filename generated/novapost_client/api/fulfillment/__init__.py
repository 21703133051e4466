"""Goods that are kept in the service's warehouses and sent from there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...resource import AsyncResource as _AsyncResource, Resource as _Resource

if TYPE_CHECKING:
    from ... import bodies as _bodies
    from ...models import Goods


class Fulfillment(_Resource):
    """Goods that are kept in the service's warehouses and sent from there."""

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


class AsyncFulfillment(_AsyncResource):
    """As ``Fulfillment``, for coroutines."""

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
