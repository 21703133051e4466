"""POST /time-intervals/find."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ...model import read_object
from ...types import Request, json_ready, path

if TYPE_CHECKING:
    from ...models.time_interval_request import TimeIntervalRequest
    from ...models.time_interval_schedule import TimeIntervalSchedule


def build_request(body: TimeIntervalRequest | Mapping[str, Any]) -> Request[TimeIntervalSchedule]:
    """Build the request of this operation, for a transport to send."""
    return Request(
        operation="postTimeIntervalsFind",
        method="POST",
        path=path("/time-intervals/find"),
        json=json_ready(body),
        parse=parse_response,
    )


def parse_response(content: bytes) -> TimeIntervalSchedule:
    """Read the body of a successful answer."""
    from ...models.time_interval_schedule import TimeIntervalSchedule

    return read_object(TimeIntervalSchedule, content)
