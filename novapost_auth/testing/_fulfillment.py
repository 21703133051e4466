"""Goods in the service's warehouses: any item is there, and changes as it is asked to."""

from __future__ import annotations

from typing import Any

from ._samples import Given
from ._wire import Call, malformed
from ._world import World, handles


@handles("PATCH /fulfillment/{countrycode}/goods/{objectId}")
def update_goods(_world: World, call: Call) -> Any:
    """Tell back the changed fields; at least one must be named."""
    known = ("goodsUnitName", "goodsUnitFullName", "price", "inventExpireDays")
    changed = {name: call.json[name] for name in known if name in call.json}
    if not changed:
        raise malformed([("", "At least one field must be given.")])
    return Given(changed)
