"""GET /tracking-push/subscribers: its request, and the reading of its answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ... import models as _models
from ...model import read_object as _read_object
from ...types import Request as _Request, path as _path

if TYPE_CHECKING:
    from ...models import SubscriberPage


def build_request() -> _Request[SubscriberPage]:
    return _Request(
        operation="getSubscribers", method="GET", parse=parse_response,
        path=_path("/tracking-push/subscribers"),
    )  # fmt: skip


def parse_response(content: bytes) -> SubscriberPage:
    return _read_object(_models.SubscriberPage, content)
