"""POST /tracking-push/subscribers/{id}/numbers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ...model import read_object
from ...types import Request, json_ready, path

if TYPE_CHECKING:
    from ...models.added_numbers import AddedNumbers
    from ...models.subscriber_numbers import SubscriberNumbers


def build_request(id: str, body: SubscriberNumbers | Mapping[str, Any]) -> Request[AddedNumbers]:
    """Build the request of this operation, for a transport to send."""
    return Request(
        operation="addNumbersToSubscriber",
        method="POST",
        path=path("/tracking-push/subscribers/{id}/numbers", id=id),
        json=json_ready(body),
        parse=parse_response,
    )


def parse_response(content: bytes) -> AddedNumbers:
    """Read the body of a successful answer."""
    from ...models.added_numbers import AddedNumbers

    return read_object(AddedNumbers, content)
