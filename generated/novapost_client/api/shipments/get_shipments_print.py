"""GET /shipments/print."""

from __future__ import annotations

from collections.abc import Iterable as _Iterable
from typing import TYPE_CHECKING

from ...types import Request as _Request, path as _path, query as _query

if TYPE_CHECKING:
    from ...models import DeliveryType, PrintSize, PrintType


def build_request(
    *,
    numbers: _Iterable[int | str],
    type_: PrintType | str,
    print_size_type: PrintSize | str | None = None,
    delivery_type: DeliveryType | str | None = None,
) -> _Request[bytes]:
    """Build the request of this operation, for a transport to send."""
    return _Request(
        operation="getShipmentsPrint", method="GET", parse=parse_response,
        accept="application/pdf",
        path=_path("/shipments/print"),
        params=_query(
            ("numbers[]", numbers),
            ("type", type_),
            ("printSizeType", print_size_type),
            ("deliveryType", delivery_type),
        ),
    )  # fmt: skip


def parse_response(content: bytes) -> bytes:
    """Read the body of a successful answer."""
    return content
