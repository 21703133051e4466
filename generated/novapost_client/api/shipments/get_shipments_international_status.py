"""GET /shipments/international/status: its request, and the reading of its answer."""

from __future__ import annotations

from collections.abc import Iterable as _Iterable
from typing import TYPE_CHECKING

from ... import models as _models
from ...model import read_object as _read_object
from ...types import Request as _Request, path as _path, query as _query

if TYPE_CHECKING:
    from ...models import VerificationState, VerificationStatusList


def build_request(
    *, refs: _Iterable[int | str], state: VerificationState | str
) -> _Request[VerificationStatusList]:
    return _Request(
        operation="getShipmentsInternationalStatus", method="GET", parse=parse_response,
        path=_path("/shipments/international/status"),
        params=_query(
            ("refs[]", refs), ("state", state),
        ),
    )  # fmt: skip


def parse_response(content: bytes) -> VerificationStatusList:
    return _read_object(_models.VerificationStatusList, content)
