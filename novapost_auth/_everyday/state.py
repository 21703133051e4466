"""Where a shipment is, whichever call told of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, Final, TypeAlias

from attrs import frozen

from novapost_auth._errors import ConfigurationError
from novapost_auth._everyday.codes import TrackingCode, TrackingStage
from novapost_client.model import Model
from novapost_client.shown import kind_of
from novapost_client.types import json_ready

Told: TypeAlias = Model | Mapping[str, Any]

# How the calls name the list of events, and in an event what we look for.
_LISTS: Final = ("history_tracking", "historyOnlineTracking", "detailsTracking", "tracking")
_CODE: Final = ("code", "statusCode", "tracking_status_code")
_DATE: Final = ("date", "statusDate", "tracking_update_date")
_EVENT: Final = (
    *("code_name", "codeName", "eventName", "event_name", "status"),
    *("short_description", "event"),
)
_NEVER: Final = datetime.min.replace(tzinfo=UTC)


@frozen(kw_only=True)
class TrackingState:
    """What a shipment's last event says of it."""

    code: TrackingCode | None = None
    """The status code; None if nothing is told."""
    event: str = ""
    """The status in words, in the language that was asked for; may be empty."""
    since: datetime | None = None
    """When it came to be, aware; None if that is not told."""

    @property
    def is_delivered(self) -> bool:
        """Whether the recipient has the shipment."""
        return self.code is not None and self.code.is_delivered

    @property
    def is_final(self) -> bool:
        """Whether nothing will happen to the shipment any more."""
        return self.code is not None and self.code.is_final

    @property
    def stage(self) -> TrackingStage:
        """Where that is on the way, in a word or two.

        One of: registered, moving, to collect, out for delivery, delivered, returning, stored,
        customs, customs problem, problem, closed, unknown.
        """
        return "unknown" if self.code is None else self.code.stage


def tracking_state(shipment: Told) -> TrackingState:
    """Tell where a shipment is: its latest event by date, in whatever order they came.

    Args:
        shipment: What ``shipments.track``, ``track_many``, ``track_details`` or ``find`` tells of
            one shipment, as a model or as JSON. Events that are only planned do not count.

    Returns:
        The state; one without a code where nothing is told.

    Raises:
        ConfigurationError: ``shipment`` is neither a model nor a mapping, or is several.

    """
    if not isinstance(shipment, Model | Mapping):
        raise ConfigurationError(
            f"tracking_state: one shipment is meant, a model or a mapping, not {kind_of(shipment)}"
        )
    data = json_ready(
        shipment
    )  # A mapping may hold models and date-times, as `attrs.asdict` gives.
    by_number = {} if isinstance(shipment, Model) else shipment  # As `track_many` finds them.
    has_models = any(isinstance(one, Model) for one in by_number.values())
    if has_models or len(_dicts(data.get("items"))) > 1:
        raise ConfigurationError("tracking_state: one shipment is meant, and there are several")
    if not (events := events_in_order(data)):
        return TrackingState()
    latest = events[-1]
    code, name = plain_text(latest, *_CODE), _first(latest, _EVENT)
    return TrackingState(
        code=TrackingCode(code) if code else None,
        event=name if isinstance(name, str) else "",
        since=_moment(_first(latest, _DATE)),
    )


def events_in_order(data: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return what has happened to a shipment by date, in whatever order it came."""
    # Sorting leaves those of one moment, and those without one, as they follow each other.
    return sorted(_events(data), key=lambda event: _moment(_first(event, _DATE)) or _NEVER)


def _events(data: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Yield what has happened, oldest first where the list is in order; the status comes last."""
    inside = _dicts(data.get("items"))
    if len(inside) == 1:  # Tracking in detail has the shipment in a list.
        yield from _events(inside[0])
    for name in _LISTS:
        events = [
            event
            for event in _dicts(data.get(name))
            if _said(_first(event, ("eventStatus", "event_status"))) != "future"
        ]
        if len(events) > 1 and _ends_early(events):
            events.reverse()
        yield from events
    for name in ("onlineTracking", "currentStatus"):
        status = data.get(name)
        several = [status] if isinstance(status, dict) else _dicts(status)
        if len(several) == 1:
            yield several[0]


def _ends_early(events: list[dict[str, Any]]) -> bool:
    first, last = (_moment(_first(events[end], _DATE)) for end in (0, -1))
    return first is not None and last is not None and last < first


def _dicts(value: object) -> list[dict[str, Any]]:
    if isinstance(value, dict):  # As PHP writes a list with gaps.
        value = [*value.values()]
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def plain_text(data: Mapping[str, Any], *names: str) -> str | None:
    """Return the text under the first of ``names`` that has one; it may be a whole number."""
    for value in map(data.get, names):
        if isinstance(value, float) and value.is_integer():
            value = int(value)  # noqa: PLW2901 - 9.0 is the code 9
        if type(value) in (str, int) and value != "":
            return str(value)
    return None


def _said(value: object) -> str:
    return value.lower() if isinstance(value, str) else ""


def _first(event: Mapping[str, Any], names: tuple[str, ...]) -> Any:
    return next((event[name] for name in names if event.get(name) not in (None, "")), None)


def _moment(value: object) -> datetime | None:
    if not isinstance(value, str):
        return None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return None
    if moment.year == 1:  # How the service writes "none".
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
