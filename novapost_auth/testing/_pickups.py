"""Pickups: a courier is asked to come. Each change must name the version that it changes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ._places import town_of
from ._pricing import currency_of
from ._samples import Given
from ._wire import Call, business, malformed
from ._world import Record, World, chosen, handles, kept, page

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@handles("POST /pickups")
def create(world: World, call: Call) -> Any:
    """Open a draft: the courier is ordered once its status is set to Created."""
    asked = call.json
    number = world.next_id()
    parts = asked.get("addressParts") or {}
    town = town_of(asked.get("countryCode"), parts.get("city"))
    place = {"latitude": town.latitude, "longitude": town.longitude} if town else {}
    facts = {
        "id": number,
        "number": f"PICK{1_000_000_000 + number}",
        "source": "api",
        "createdByUser": "api",
        "lockVersion": 1,
        "settlementId": town.id if town else None,
        "address": {"address": " ".join(map(str, parts.values())), **place},
        "currencyCode": currency_of(asked.get("countryCode")),
        "services": [{"serviceCode": code} for code in asked.get("services") or ()],
        "shipments": [],
        "statuses": [],
        "createdAt": world.now(),
        "updatedAt": world.now(),
        "deletedAt": None,
    }
    pickup: Record = Given({**asked, **facts})
    _enter(world, pickup, "Draft", None)
    world.pickups[str(number)] = pickup
    return pickup


@handles("GET /pickups")
def find(world: World, call: Call) -> Any:
    """Page through the pickups, by number or id."""
    return page(chosen(world.pickups.values(), call), call)


@handles("PUT /pickups/{id}")
def update(world: World, call: Call) -> Any:
    """Change what the body names, if it names the version that it knows."""
    pickup = _current(world, call)
    pickup |= {name: call.json[name] for name in call.json if name != "services"}
    if services := call.json.get("services"):
        pickup["services"] = [{"serviceCode": code} for code in services]
    _touch(world, pickup)
    return pickup


@handles("DELETE /pickups/{id}")
def delete(world: World, call: Call) -> Any:
    """Call the courier off; the second time is refused."""
    pickup = kept(world.pickups, call.path["id"], "pickup")
    pickup["deletedAt"] = world.now()
    return {"deletedAt": pickup["deletedAt"]}


@handles("POST /pickups/{id}/shipments")
def add_shipments(world: World, call: Call) -> Any:
    """Let the courier take shipments along that no other entry of this pickup names."""
    pickup = _draft(kept(world.pickups, call.path["id"], "pickup"))
    present = {one["shipmentId"] for one in pickup["shipments"]}
    for index, asked in enumerate(call.json.get("shipments", ())):
        shipment, where = world.shipments.get(str(asked["shipmentId"])), f"shipments.{index}"
        if shipment is None or shipment["deletedAt"]:
            text = f"The selected {where}.shipmentId does not exist."
            raise malformed([(f"{where}.shipmentId", text)])
        if shipment["id"] in present:
            continue
        present.add(shipment["id"])
        entry = {
            "id": world.next_id(),
            "pickupId": pickup["id"],
            "shipmentId": shipment["id"],
            "status": "Created",
            "note": None,
            "deliveryPartners": [],
            "createdAt": world.now(),
            "updatedAt": world.now(),
            "deletedAt": None,
        }
        pickup["shipments"].append(entry)
    _touch(world, pickup)
    return {"shipments": pickup["shipments"]}


@handles("DELETE /pickups/{id}/shipments")
def remove_shipments(world: World, call: Call) -> Any:
    """Leave shipments where they are; tell when each was taken out."""
    pickup = kept(world.pickups, call.path["id"], "pickup")
    named = {one.get("shipmentId") for one in call.json.get("shipments", ())}
    removed = [one for one in pickup["shipments"] if one["shipmentId"] in named]
    pickup["shipments"] = [one for one in pickup["shipments"] if one not in removed]
    _touch(world, pickup)
    return {"shipments": [{**one, "deletedAt": world.now()} for one in removed]}


@handles("PUT /pickups/{id}/status")
def update_status(world: World, call: Call) -> Any:
    """Order what is a draft, if the body names the version that it knows."""
    if str(call.json["id"]) != call.path["id"]:
        raise malformed([("id", "The id field must be the same as in the path.")])
    pickup = _draft(_current(world, call))
    _enter(world, pickup, call.json["status"], call.json.get("note"))
    _touch(world, pickup)
    return {"success": True}


@handles("POST /time-intervals/find")
def find_time_intervals(_world: World, call: Call) -> Any:
    """Tell when couriers come: on working days, in four intervals."""
    starts = range(9, 17, 2)
    intervals = [_interval(f"{hour:02}:00", f"{hour + 2:02}:00") for hour in starts]
    free: Record = {"from": None, "to": None, "orderTo": None, "timeIntervals": []}
    working = {**_interval("09:00", "17:00"), "timeIntervals": intervals}
    return {
        "countryCode": call.json["countryCode"],
        "divisionId": call.json.get("divisionId"),
        "type": call.json["type"],
        "ignoreNonWorkingDays": False,
        **dict.fromkeys(_DAYS[:5], working),
        **dict.fromkeys(_DAYS[5:], free),
    }


def _current(world: World, call: Call) -> Record:
    """Find the pickup of a change that is not based on an older version."""
    pickup = kept(world.pickups, call.path["id"], "pickup")
    if call.json.get("lockVersion", pickup["lockVersion"]) != pickup["lockVersion"]:
        raise business("pickup_lock_version_mismatch")
    return pickup


def _draft(pickup: Record) -> Record:
    """Refuse a pickup that has been ordered: only a draft is filled, and ordered."""
    if pickup["status"] != "Draft":
        raise business("pickup_is_not_a_draft")
    return pickup


def _enter(world: World, pickup: Record, status: str, note: str | None) -> None:
    pickup |= {"status": status, "statusDateTime": world.now()}
    statuses: Sequence[Record] = pickup["statuses"]
    entry = {
        "id": world.next_id(),
        "pickupId": pickup["id"],
        "status": status,
        "dateTime": world.now(),
        "note": note,
        "user": "api",
        "createdAt": world.now(),
        "updatedAt": world.now(),
        "deletedAt": None,
    }
    pickup["statuses"] = [*statuses, entry]


def _touch(world: World, pickup: Record) -> None:
    pickup["lockVersion"] += 1
    pickup["updatedAt"] = world.now()


def _interval(start: str, end: str) -> Record:
    return {"from": start, "to": end, "orderTo": start}
