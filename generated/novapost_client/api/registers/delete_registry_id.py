"""DELETE /registry/{id}: its request, and the reading of its answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ... import models as _models
from ...model import read_object as _read_object
from ...types import Request as _Request, path as _path

if TYPE_CHECKING:
    from ...models import Success


def build_request(id: str) -> _Request[Success]:
    return _Request(
        operation="deleteRegistryId", method="DELETE", parse=parse_response,
        path=_path("/registry/{id}", id=id),
    )  # fmt: skip


def parse_response(content: bytes) -> Success:
    return _read_object(_models.Success, content)
