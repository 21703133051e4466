"""GET /dictionary/settlements/prohibited-issuance."""

from __future__ import annotations

from typing import Any

from ...model import read_dict
from ...types import Request, path


def build_request() -> Request[dict[str, Any]]:
    """Build the request of this operation, for a transport to send."""
    return Request(
        operation="getDictionarySettlementsProhibitedIssuance",
        method="GET",
        path=path("/dictionary/settlements/prohibited-issuance"),
        parse=parse_response,
    )


def parse_response(content: bytes) -> dict[str, Any]:
    """Read the body of a successful answer."""
    return read_dict(content)
