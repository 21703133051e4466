"""GET /tracking-push/subscribers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import read_object as _read_object
from ...types import Request as _Request, path as _path

if TYPE_CHECKING:
    from ...models import SubscriberPage


def build_request() -> _Request[SubscriberPage]:
    """Build the request of this operation, for a transport to send."""
    return _Request(
        operation="getSubscribers", method="GET", parse=parse_response,
        path=_path("/tracking-push/subscribers"),
    )  # fmt: skip


def parse_response(content: bytes) -> SubscriberPage:
    """Read the body of a successful answer."""
    from ...models.subscriber_page import SubscriberPage

    return _read_object(SubscriberPage, content)
