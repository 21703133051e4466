"""Where a shipment is: a timetable, so that moving the fake's clock moves the parcels."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from ._places import division, town_of
from ._samples import Given
from ._validate import missing
from ._wire import Call, malformed
from ._world import Record, World, chosen, handles, spelt_both_ways, written

_HOUR = 3600
_DATES = ("trackingDateFrom", "trackingDateTo")

STAGES: Sequence[tuple[int, str, str, Mapping[str, str]]] = (
    (0, "1", "sender", {"en": "Created", "pl": "Utworzona", "uk": "Створено"}),
    (1, "4", "sender", {"en": "Accepted", "pl": "Przyjęta", "uk": "Прийнято"}),
    (6, "5", "sender", {"en": "On the way", "pl": "W drodze", "uk": "Прямує"}),
    (48, "7", "recipient", {"en": "Arrived", "pl": "Dotarła", "uk": "Прибуло"}),
    (72, "9", "recipient", {"en": "Received", "pl": "Odebrana", "uk": "Отримано"}),
)
"""Hours after creation, status code, at whose end, and what it is called."""

_STATUSES: Mapping[str, str] = {
    "1": "ReadyToShip",
    "2": "Deleted",
    **dict.fromkeys(("9", "10", "11", "106"), "Issued"),
    **dict.fromkeys(("102", "103"), "Returned"),
    **dict.fromkeys(("105", "155"), "Utilized"),
}
"""Status code → what a document is called then; Accepted after all others."""


def status_of(world: World, shipment: Record) -> str:
    """Tell the status of a shipment's document, which follows from where the shipment is."""
    *_, (_, code, *_) = happened(world, shipment)
    return _STATUSES.get(code, "Accepted")


def closed_at(last: Record) -> str | None:
    """Tell when the last event closed a shipment; None if it is still under way."""
    over = _STATUSES.get(last["code"]) in {"Deleted", "Issued", "Utilized"}
    return last["date"] if over else None


def happened(world: World, shipment: Record) -> Iterator[tuple[float, str, str, Mapping[str, str]]]:
    """Yield what the timetable has by now, up to the first event of a test's own; then those."""
    own = world.events.get(shipment["number"], [])
    ends = min([world.clock.time(), *(moment for moment, *_ in own)])
    for hours, code, end, names in STAGES:
        moment = shipment["timestamp"] + hours * _HOUR / world.speed
        if not hours or moment <= ends:
            yield moment, code, end, names
    yield from own


def events(world: World, shipment: Record, languages: Sequence[str]) -> Iterator[Record]:
    """Yield what has happened to a shipment by now, oldest first, in all spellings in use."""
    for moment, code, end, names in happened(world, shipment):
        party = shipment[end]
        place = division(party["divisionId"])
        town = place.town if place else town_of(party["countryCode"], party["city"])
        name = next((names[one] for one in languages if one in names), names["en"])
        settlement = town.name(languages) if town else party["city"]
        event = {
            "number": shipment["number"],
            "date": written(moment),
            "code": code,
            "codeName": name,
            "event": name,
            "eventName": name,
            "eventStatus": code,
            "countryCode": party["countryCode"],
            "settlement": settlement,
            "settlementName": settlement,
            "divisionName": place.record(languages)["name"] if place else "",
        }
        yield spelt_both_ways(event)


@handles("GET /shipments/tracking/history")
def find_history(world: World, call: Call) -> Any:
    """Tell the events of each known number; unknown ones are left out."""
    items = [
        {
            "id": shipment["id"],
            "number": shipment["number"],
            "history_tracking": list(events(world, shipment, call.languages)),
            "related_numbers": [],
        }
        for shipment in _wanted(world, call)
    ]
    return {"items": items}


@handles("GET /shipments/tracking")
def find_details(world: World, call: Call) -> Any:
    """Tell the state, the events and the parcels of the known numbers and ids."""
    told = [_details(world, shipment, call) for shipment in _wanted(world, call)]
    if not world.older_forms:
        return Given({"items": told})
    together = (
        {
            name: [entry for one in told for entry in one[name]]
            for name in told[0]
            if name != "currentStatus"
        }
        if told
        else {}
    )
    return Given({"currentStatus": [one["currentStatus"] for one in told], **together})


def _details(world: World, shipment: Record, call: Call) -> Record:
    past = list(events(world, shipment, call.languages))
    return {
        "currentStatus": _current(shipment, past[-1], number=not world.older_forms),
        "detailsTracking": past,
        "historyOnlineTracking": past,
        "parcels": shipment["parcels"],
        **{
            name: []
            for name in (
                *("alternativeNumbers", "alternativeNumbersGW"),
                *("undeliveryReasons", "createdOnTheBasis"),
            )
        },
    }


def _current(shipment: Record, last: Record, *, number: bool) -> Record:
    return {
        "number": shipment["number"],
        "createdDate": shipment["createdAt"],
        "scheduledDate": shipment["scheduledDeliveryDate"],
        "scheduledDateOriginal": shipment["scheduledDeliveryDate"],
        "adjustedDate": None,
        "closingDate": closed_at(last),
        "statusCode": int(last["code"]) if number else last["code"],
        "status": last["codeName"],
        "statusDate": last["date"],
        "deliveryType": "Division" if shipment["recipient"]["divisionId"] else "Address",
        "deliveryCountry": shipment["recipient"]["countryCode"],
    }


def _wanted(world: World, call: Call) -> list[Record]:
    """Find what is asked for: by number or id, else by when something happened."""
    since, until = (_moment(call, name) for name in _DATES)
    if not {"numbers[]", "ids[]"} & call.query.keys() and None in {since, until}:
        raise malformed([missing(name) for name in _DATES if name not in call.query])
    found = chosen(world.shipments.values(), call)
    if since is None and until is None:
        return found
    return [
        shipment
        for shipment in found
        if any(
            (since or "") <= event["date"] <= (until or event["date"])
            for event in events(world, shipment, ())
        )
    ]


def _moment(call: Call, name: str) -> str | None:
    """Read a time as the service writes it: as texts, times sort as times."""
    text = call.query.get(name)
    return None if text is None else written(datetime.fromisoformat(text).timestamp())
