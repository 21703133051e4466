"""GET /shipments/international/status."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ...model import read_object
from ...types import Request, path, query

if TYPE_CHECKING:
    from ...models.verification_state import VerificationState
    from ...models.verification_status_list import VerificationStatusList


def build_request(
    *, refs: Sequence[str], state: VerificationState | str
) -> Request[VerificationStatusList]:
    """Build the request of this operation, for a transport to send."""
    return Request(
        operation="getShipmentsInternationalStatus",
        method="GET",
        path=path("/shipments/international/status"),
        params=query(("refs[]", refs), ("state", state)),
        parse=parse_response,
    )


def parse_response(content: bytes) -> VerificationStatusList:
    """Read the body of a successful answer."""
    from ...models.verification_status_list import VerificationStatusList

    return read_object(VerificationStatusList, content)
