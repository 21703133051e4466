"""POST /tracking-push/subscribers: its request, and the reading of its answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ... import models as _models
from ...model import read_object as _read_object
from ...outgoing import body_of as _body_of
from ...types import Request as _Request, path as _path

if TYPE_CHECKING:
    from ... import bodies as _bodies
    from ...models import SavedSubscriber, SubscriberRequest


def build_request(
    body: SubscriberRequest | _bodies.SubscriberRequestDict,
) -> _Request[SavedSubscriber]:
    return _Request(
        operation="createSubscriber", method="POST", parse=parse_response,
        path=_path("/tracking-push/subscribers"),
        json=_body_of(body, build_request),
    )  # fmt: skip


def parse_response(content: bytes) -> SavedSubscriber:
    return _read_object(_models.SavedSubscriber, content)
