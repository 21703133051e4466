"""POST /tracking-push/subscribers/test-webhook."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ...model import read_object
from ...types import UNSET, Request, json_ready, path

if TYPE_CHECKING:
    from ...models.success import Success
    from ...models.webhook_test_request import WebhookTestRequest


def build_request(body: WebhookTestRequest | Mapping[str, Any] | None = None) -> Request[Success]:
    """Build the request of this operation, for a transport to send."""
    return Request(
        operation="testWebhook",
        method="POST",
        path=path("/tracking-push/subscribers/test-webhook"),
        json=json_ready(body) if body is not None else UNSET,
        parse=parse_response,
    )


def parse_response(content: bytes) -> Success:
    """Read the body of a successful answer."""
    from ...models.success import Success

    return read_object(Success, content)
