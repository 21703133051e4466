"""GET /dictionary/customs-fees/{code}: its request, and the reading of its answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ... import models as _models
from ...model import read_object as _read_object
from ...types import Request as _Request, path as _path

if TYPE_CHECKING:
    from ...models import CustomsFees


def build_request(code: str) -> _Request[CustomsFees]:
    return _Request(
        operation="getDictionaryCustomsFeesCode", method="GET", parse=parse_response,
        path=_path("/dictionary/customs-fees/{code}", code=code),
    )  # fmt: skip


def parse_response(content: bytes) -> CustomsFees:
    return _read_object(_models.CustomsFees, content)
