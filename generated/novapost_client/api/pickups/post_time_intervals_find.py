"""POST /time-intervals/find."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import read_object as _read_object
from ...outgoing import body_of as _body_of
from ...types import Request as _Request, path as _path

if TYPE_CHECKING:
    from ... import bodies as _bodies
    from ...models import TimeIntervalRequest, TimeIntervalSchedule


def build_request(
    body: TimeIntervalRequest | _bodies.TimeIntervalRequestDict,
) -> _Request[TimeIntervalSchedule]:
    """Build the request of this operation, for a transport to send."""
    return _Request(
        operation="postTimeIntervalsFind", method="POST", parse=parse_response,
        path=_path("/time-intervals/find"),
        json=_body_of(body, build_request),
    )  # fmt: skip


def parse_response(content: bytes) -> TimeIntervalSchedule:
    """Read the body of a successful answer."""
    from ...models.time_interval_schedule import TimeIntervalSchedule

    return _read_object(TimeIntervalSchedule, content)
