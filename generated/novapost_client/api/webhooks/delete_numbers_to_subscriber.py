"""DELETE /tracking-push/subscribers/{id}/numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import read_object as _read_object
from ...outgoing import body_of as _body_of
from ...types import Request as _Request, path as _path

if TYPE_CHECKING:
    from ... import bodies as _bodies
    from ...models import RemovedNumbers, SubscriberNumbers


def build_request(
    id: str, body: SubscriberNumbers | _bodies.SubscriberNumbersDict
) -> _Request[RemovedNumbers]:
    """Build the request of this operation, for a transport to send."""
    return _Request(
        operation="deleteNumbersToSubscriber", method="DELETE", parse=parse_response,
        path=_path("/tracking-push/subscribers/{id}/numbers", id=id),
        json=_body_of(body, build_request),
    )  # fmt: skip


def parse_response(content: bytes) -> RemovedNumbers:
    """Read the body of a successful answer."""
    from ...models.removed_numbers import RemovedNumbers

    return _read_object(RemovedNumbers, content)
