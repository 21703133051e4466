"""PUT /tracking-push/subscribers/{id}."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ...model import read_object
from ...types import Request, json_ready, path

if TYPE_CHECKING:
    from ...models.saved_subscriber import SavedSubscriber
    from ...models.subscriber_update import SubscriberUpdate


def build_request(id: str, body: SubscriberUpdate | Mapping[str, Any]) -> Request[SavedSubscriber]:
    """Build the request of this operation, for a transport to send."""
    return Request(
        operation="updateSubscriber",
        method="PUT",
        path=path("/tracking-push/subscribers/{id}", id=id),
        json=json_ready(body),
        parse=parse_response,
    )


def parse_response(content: bytes) -> SavedSubscriber:
    """Read the body of a successful answer."""
    from ...models.saved_subscriber import SavedSubscriber

    return read_object(SavedSubscriber, content)
