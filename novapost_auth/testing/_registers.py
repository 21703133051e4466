"""Registers: lists of shipments that are handed over together. A shipment is in one at most."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import uuid4

from ._samples import Given
from ._tracking import status_of
from ._wire import Call, malformed
from ._world import Record, World, chosen, handles, kept, page


@handles("POST /registry")
def create(world: World, call: Call) -> Any:
    """Open a register with its first shipments; the sender is that of the first one."""
    shipments = _free(world, call.json["shipments"])
    sender = shipments[0]["sender"]
    register: Record = {
        "id": str(uuid4()),
        "number": f"REGL{1_000_000_000 + world.next_id()}",
        "versionTracking": 0,
        "createdAt": world.now(),
        "deletedAt": None,
        "posted": False,
        "printed": False,
        "description": call.json["description"],
        "senderCompanyTin": sender["companyTin"],
        "senderPhone": sender["phone"],
        "senderCountryCode": sender["countryCode"],
        "senderSettlementId": sender["settlementId"],
        "senderSettlementName": sender["city"],
        "senderDivisionId": sender["divisionId"],
        "senderDivisionName": sender["divisionName"],
        "senderAddress": sender["address"],
        "senderAddressParts": Given(sender["addressParts"] or {"city": sender["city"]}),
        "shipments": [],
    }
    _put(world, register, shipments)
    world.registers[register["id"]] = register
    return register


@handles("GET /registry")
def find(world: World, call: Call) -> Any:
    """Page through the registers, by id, number, sender's settlement and day of creation."""
    found = chosen(world.registers.values(), call)
    if settlements := call.query.get("settlementIds[]"):
        found = [one for one in found if str(one["senderSettlementId"]) in settlements]
    since, until = (_day(call, name) for name in ("createdAtFrom", "createdAtTo"))
    found = [
        one
        for one in found
        if (not since or since <= one["createdAt"][:10])
        and (not until or one["createdAt"][:10] <= until)
    ]
    return page(found, call)


@handles("POST /registry/{id}/shipments")
def add_shipments(world: World, call: Call) -> Any:
    """Add shipments that are in no register."""
    register = kept(world.registers, call.path["id"], "register")
    _put(world, register, _free(world, call.json["shipments"]))
    return register


@handles("DELETE /registry/{id}/shipments")
def remove_shipments(world: World, call: Call) -> Any:
    """Take shipments out; those that are not in it are passed over."""
    register = kept(world.registers, call.path["id"], "register")
    removed = {str(one) for one in call.json["shipments"]}
    _release(world, register, removed)
    register["shipments"] = [
        one for one in register["shipments"] if one["shipmentId"] not in removed
    ]
    _touch(world, register)
    return register


@handles("PUT /registry/{id}/rename")
def rename(world: World, call: Call) -> Any:
    """Describe a register anew."""
    register = kept(world.registers, call.path["id"], "register")
    register["description"] = call.json["description"]
    _touch(world, register)
    return register


@handles("DELETE /registry/{id}")
def delete(world: World, call: Call) -> Any:
    """Dissolve a register; its shipments stay."""
    register = kept(world.registers, call.path["id"], "register")
    _release(world, register, {one["shipmentId"] for one in register["shipments"]})
    register["deletedAt"] = world.now()
    return {"success": True}


def _free(world: World, ids: Iterable[object]) -> list[Record]:
    """Find shipments that can be put into a register; refuse the first that cannot."""
    found = []
    for index, key in enumerate(ids):
        shipment, where = world.shipments.get(str(key)), f"shipments.{index}"
        if shipment is None or shipment["deletedAt"]:
            raise malformed([(where, f"The selected {where} does not exist.")])
        if shipment["registerNumber"]:
            raise malformed([(where, f"The selected {where} is in a register already.")])
        if (status := status_of(world, shipment)) != "ReadyToShip":
            raise malformed([(where, f"The selected {where} must be ReadyToShip, not {status}.")])
        found.append(shipment)
    return found


def _put(world: World, register: Record, shipments: Iterable[Record]) -> None:
    for shipment in shipments:
        shipment["registerNumber"] = register["number"]
        entry = {"shipmentId": str(shipment["id"]), "shipmentNumber": shipment["number"]}
        register["shipments"].append(entry)
    _touch(world, register)


def _release(world: World, register: Record, ids: set[str]) -> None:
    for key in ids & {one["shipmentId"] for one in register["shipments"]}:
        world.shipments[key]["registerNumber"] = None


def _touch(world: World, register: Record) -> None:
    register["versionTracking"] += 1
    register["updatedAt"] = world.now()


def _day(call: Call, where: str) -> str | None:
    """Read a day as the published examples write it (23.09.2025), or as ISO 8601 does."""
    text = call.query.get(where)
    if text is None:
        return None
    for style in ("%d.%m.%Y", "%Y-%m-%d"):
        try:
            # A day has no time zone, and none is wanted.
            return datetime.strptime(text, style).date().isoformat()  # noqa: DTZ007
        except ValueError:
            continue
    raise malformed([(where, f"The {where} field must be a day, such as 23.09.2025.")])
