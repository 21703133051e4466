"""What is told of tracked shipments."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, TypeAlias

import novapost_auth
from novapost_auth._everyday.state import events_in_order
from novapost_auth.cli._output import when
from novapost_client.models import TrackedShipment

COLUMNS: Final = ("Number", "Status", "Since", "Where")

Found: TypeAlias = Mapping[str, TrackedShipment]
Rows: TypeAlias = list[tuple[object, ...]]


def history(number: str, found: Found) -> Rows:
    """Return a row for each event of a shipment, oldest first."""
    if number not in found:
        return [(number, "not known to the service", "", "")]
    events = events_in_order(found[number].to_dict())
    return [(number, *_told(event)) for event in events]


def state(number: str, found: Found) -> Rows:
    """Return a row for the last event of a shipment, or that there is none."""
    return history(number, found)[-1:] or [(number, "no events yet", "", "")]


def is_closed(number: str, found: Found) -> bool:
    """Tell whether a shipment will not move any more."""
    return number in found and novapost_auth.tracking_state(found[number]).is_final


def _told(event: Mapping[str, Any]) -> tuple[object, ...]:
    places = (event.get("settlement"), event.get("country_code"))
    where = ", ".join(str(place) for place in places if place)
    return (event.get("code_name") or event.get("code"), when(event.get("date")), where)
