"""PUT /pickups/{id}: its request, and the reading of its answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ... import models as _models
from ...model import read_object as _read_object
from ...outgoing import body_of as _body_of
from ...types import Request as _Request, path as _path

if TYPE_CHECKING:
    from ... import bodies as _bodies
    from ...models import PickupUpdate, UpdatedPickup


def build_request(
    id: int | str, body: PickupUpdate | _bodies.PickupUpdateDict
) -> _Request[UpdatedPickup]:
    return _Request(
        operation="putPickupsId", method="PUT", parse=parse_response,
        path=_path("/pickups/{id}", id=id),
        json=_body_of(body, build_request),
    )  # fmt: skip


def parse_response(content: bytes) -> UpdatedPickup:
    return _read_object(_models.UpdatedPickup, content)
