"""POST /tracking-push/subscribers/test-webhook: its request, and the reading of its answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ... import models as _models
from ...model import read_object as _read_object
from ...outgoing import body_of as _body_of
from ...types import UNSET, Request as _Request, path as _path

if TYPE_CHECKING:
    from ... import bodies as _bodies
    from ...models import Success, WebhookTestRequest


def build_request(
    body: WebhookTestRequest | _bodies.WebhookTestRequestDict | None = None,
) -> _Request[Success]:
    return _Request(
        operation="testWebhook", method="POST", parse=parse_response,
        path=_path("/tracking-push/subscribers/test-webhook"),
        json=_body_of(body, build_request) if body is not None else UNSET,
    )  # fmt: skip


def parse_response(content: bytes) -> Success:
    return _read_object(_models.Success, content)
