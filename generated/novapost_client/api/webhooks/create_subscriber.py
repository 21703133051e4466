"""POST /tracking-push/subscribers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ...model import read_object
from ...types import Request, json_ready, path

if TYPE_CHECKING:
    from ...models.saved_subscriber import SavedSubscriber
    from ...models.subscriber_request import SubscriberRequest


def build_request(body: SubscriberRequest | Mapping[str, Any]) -> Request[SavedSubscriber]:
    """Build the request of this operation, for a transport to send."""
    return Request(
        operation="createSubscriber",
        method="POST",
        path=path("/tracking-push/subscribers"),
        json=json_ready(body),
        parse=parse_response,
    )


def parse_response(content: bytes) -> SavedSubscriber:
    """Read the body of a successful answer."""
    from ...models.saved_subscriber import SavedSubscriber

    return read_object(SavedSubscriber, content)
