"""GET /shipments/print: its request, and the reading of its answer."""

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
    return _Request(
        operation="getShipmentsPrint", method="GET", parse=parse_response,
        accept="application/pdf",
        path=_path("/shipments/print"),
        params=_query(
            ("numbers[]", numbers), ("type", type_), ("printSizeType", print_size_type),
            ("deliveryType", delivery_type),
        ),
    )  # fmt: skip


def parse_response(content: bytes) -> bytes:
    return content
