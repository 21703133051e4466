"""Subscribers: who is told, by webhook, what happens to which shipments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from uuid import uuid4

from ._tracking import events, happened
from ._wire import Call, malformed
from ._world import Record, World, handles, kept, page, spelt_both_ways

_SECRET_HEADER = "X-NP-Key"  # noqa: S105 - the name of the header, not what goes into it
_LONGEST_SECRET = 600
_NEEDED_BY = {"individual": "phone", "legal": "companyTins"}


@handles("POST /tracking-push/subscribers")
def create(world: World, call: Call) -> Any:
    """Subscribe a URL to events."""
    _checked(call.json)
    subscriber: Record = {
        "phone": None,
        "secretToken": None,
        "warningEmail": None,
        "eventTypes": [],
        "sendWarnings": False,
        "companyTins": [],
        **call.json,
        "id": str(uuid4()),
        "numbers": [],
        "createdAt": world.now(),
        "updatedAt": world.now(),
        "deletedAt": None,
        "told": _counted(world),
    }
    world.subscribers[subscriber["id"]] = subscriber
    return _answered(subscriber)


@handles("GET /tracking-push/subscribers")
def find(world: World, call: Call) -> Any:
    """List the subscribers."""
    living = [one for one in world.subscribers.values() if not one["deletedAt"]]
    return page([_answered(one) for one in living], call)


@handles("PUT /tracking-push/subscribers/{id}")
def update(world: World, call: Call) -> Any:
    """Change what the body names."""
    subscriber = kept(world.subscribers, call.path["id"], "subscriber")
    changes = {name: value for name, value in call.json.items() if name != "id"}
    _checked({**subscriber, **changes})
    subscriber |= {**changes, "updatedAt": world.now()}
    return _answered(subscriber)


@handles("DELETE /tracking-push/subscribers/{id}")
def delete(world: World, call: Call) -> Any:
    """Unsubscribe."""
    kept(world.subscribers, call.path["id"], "subscriber")["deletedAt"] = world.now()


@handles("POST /tracking-push/subscribers/{id}/numbers")
def add_numbers(world: World, call: Call) -> Any:
    """Watch shipments: those that the service knows and the subscriber does not watch yet."""
    subscriber = _of_numbers(world, call)
    known = {shipment["number"] for shipment in world.shipments.values()}
    added: list[str] = []
    missed: list[str] = []
    for number in call.json.get("numbers", ()):
        fits = number in known and number not in subscriber["numbers"]
        (added if fits else missed).append(number)
        if fits:
            subscriber["numbers"].append(number)
    return {"message": "Numbers added", "addedNumbers": added, "missedNumbers": missed}


@handles("DELETE /tracking-push/subscribers/{id}/numbers")
def remove_numbers(world: World, call: Call) -> Any:
    """Watch shipments no longer."""
    subscriber = _of_numbers(world, call)
    named = call.json.get("numbers", ())
    subscriber["numbers"] = [one for one in subscriber["numbers"] if one not in named]
    return {"message": "Numbers deleted"}


@handles("POST /tracking-push/subscribers/test-webhook")
def test_webhook(world: World, call: Call) -> Any:
    """Queue one webhook for each number, to the subscriber that is named or to all."""
    wanted = call.json.get("id")
    receivers = [
        one
        for one in world.subscribers.values()
        if not one["deletedAt"] and wanted in (None, one["id"])
    ]
    if wanted and not receivers:
        kept(world.subscribers, wanted, "subscriber")
    for subscriber in receivers:
        for number in call.json.get("numbers") or ["SHPL0000000001"]:
            event = {"number": number, "code": "1", "codeName": "Created", "date": world.now()}
            world.outbox.append(_webhook(subscriber, event))
    return {"success": True}


def due(world: World) -> Iterator[Record]:
    """Yield the webhooks for all that has happened to watched shipments since the last time."""
    yield from world.outbox
    world.outbox.clear()
    happened_by_now = _counted(world)
    for subscriber in world.subscribers.values():
        told, subscriber["told"] = subscriber["told"], happened_by_now
        if subscriber["deletedAt"] or not subscriber["isActive"]:
            continue
        for shipment in _watched(world, subscriber):
            for event in list(events(world, shipment, ()))[told.get(shipment["number"], 0) :]:
                yield _webhook(subscriber, event)


def _counted(world: World) -> Mapping[str, int]:
    """Count the events of each shipment: a time does not tell two at one moment apart."""
    return {
        shipment["number"]: len(list(happened(world, shipment)))
        for shipment in world.shipments.values()
    }


def _watched(world: World, subscriber: Record) -> Iterable[Record]:
    for shipment in world.shipments.values():
        ends = (shipment["sender"], shipment["recipient"])
        if shipment["deletedAt"]:
            continue
        match subscriber["type"]:
            case "numbers" if shipment["number"] not in subscriber["numbers"]:
                continue
            case "individual" if subscriber["phone"] not in [end["phone"] for end in ends]:
                continue
            case "legal" if not {end["companyTin"] for end in ends} & set(
                subscriber["companyTins"]
            ):
                continue
        yield shipment


def _webhook(subscriber: Record, event: Record) -> Record:
    """Compose a webhook. What the service puts into the body is not published; this is a guess."""
    header = subscriber.get("secretTokenHeaderName") or _SECRET_HEADER
    secret = subscriber.get("secretToken")
    return {
        "url": subscriber["url"],
        "headers": {header: secret} if secret else {},
        "json": {"subscriberId": subscriber["id"], **event},
    }


def _checked(asked: Record) -> None:
    needed = _NEEDED_BY.get(asked["type"])
    if needed and not asked.get(needed):
        text = f"The {needed} field is required when type is {asked['type']}."
        raise malformed([(needed, text)])
    if len(asked.get("secretToken") or "") > _LONGEST_SECRET:
        text = f"The secretToken field must not have more than {_LONGEST_SECRET} characters."
        raise malformed([("secretToken", text)])


def _of_numbers(world: World, call: Call) -> Record:
    subscriber = kept(world.subscribers, call.path["id"], "subscriber")
    if subscriber["type"] != "numbers":
        raise malformed([("id", "The selected subscriber does not watch numbers.")])
    return subscriber


def _answered(subscriber: Record) -> Record:
    return spelt_both_ways(subscriber)
