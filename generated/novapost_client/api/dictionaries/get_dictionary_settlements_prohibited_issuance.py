"""GET /dictionary/settlements/prohibited-issuance: its request, and the reading of its
answer."""

from __future__ import annotations

from typing import Any as _Any

from ...model import read_dict as _read_dict
from ...types import Request as _Request, path as _path


def build_request() -> _Request[dict[str, _Any]]:
    return _Request(
        operation="getDictionarySettlementsProhibitedIssuance", method="GET", parse=parse_response,
        path=_path("/dictionary/settlements/prohibited-issuance"),
    )  # fmt: skip


def parse_response(content: bytes) -> dict[str, _Any]:
    return _read_dict(content)
