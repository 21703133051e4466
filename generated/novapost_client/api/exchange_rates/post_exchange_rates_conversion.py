"""POST /exchange-rates/conversion."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ...model import read_object
from ...types import Request, json_ready, path

if TYPE_CHECKING:
    from ...models.conversion import Conversion
    from ...models.conversion_request import ConversionRequest


def build_request(body: ConversionRequest | Mapping[str, Any]) -> Request[Conversion]:
    """Build the request of this operation, for a transport to send."""
    return Request(
        operation="postExchangeRatesConversion",
        method="POST",
        path=path("/exchange-rates/conversion"),
        json=json_ready(body),
        parse=parse_response,
    )


def parse_response(content: bytes) -> Conversion:
    """Read the body of a successful answer."""
    from ...models.conversion import Conversion

    return read_object(Conversion, content)
