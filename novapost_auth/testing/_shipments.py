"""Shipments: created, found, changed, deleted, printed, sent back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from . import _pdf
from ._changes import remaining, sent_back
from ._customs import ENDS
from ._places import division
from ._prices import prices_of
from ._pricing import currency_of, volumetric_weight
from ._rules import division_of, refused, served, town_at
from ._samples import Given
from ._tracking import closed_at, events, happened, status_of
from ._wire import Call, business, malformed
from ._world import Record, World, chosen, handles, kept, page, spelt_both_ways

_DAY = 86_400.0
_RECEIVED = {"9", "10", "11", "106"}  # What may be sent back.


@handles("POST /shipments")
def create(world: World, call: Call) -> Any:
    """Keep a new shipment, with a number and a price."""
    number = world.next_id()
    shipment: Record = {
        "id": number,
        "number": f"SHPL{1_000_000_000 + number}",
        "version": 0,
        "timestamp": world.clock.time(),
        "createdAt": world.now(),
        "dateTime": world.now(),
        "scheduledDeliveryDate": world.now(3 * _DAY / world.speed),
        "closingDate": None,
        "deletedAt": None,
        "asked": {},
        "files": [],
        "registerNumber": None,
    }
    _change(world, shipment, call.json)
    world.shipments[str(number)] = shipment
    return shipment


@handles("GET /shipments")
def find(world: World, call: Call) -> Any:
    """Page through the shipments, by number, id, order or the sender's division."""
    found = chosen(world.shipments.values(), call)
    if (order := call.query.get("clientOrder")) is not None:
        found = [one for one in found if one["clientOrder"] == order]
    if (key := call.query.get("divisionId")) is not None:
        found = [one for one in found if str(one["sender"]["divisionId"]) == key]
    return page([_told(world, shipment, call) for shipment in found], call)


@handles("PUT /shipments/{id}")
def update(world: World, call: Call) -> Any:
    """Change what the body names, and price the shipment anew."""
    shipment = kept(world.shipments, call.path["id"], "shipment")
    changes = dict(call.json)
    if given := changes.get("parcels"):
        there = shipment["asked"]["parcels"]
        changes["parcels"] = remaining(there, given, status_of(world, shipment))
    _change(world, shipment, changes)
    return shipment


@handles("DELETE /shipments/{id}")
def delete(world: World, call: Call) -> Any:
    """Delete once, by id or number; the second time is refused."""
    key = call.path["id"]
    shipment = kept(world.shipments, _ids(world).get(key, key), "shipment")
    shipment["deletedAt"] = world.now()
    return {"deletedAt": shipment["deletedAt"], "success": True}


@handles("GET /shipments/print")
def print_documents(world: World, call: Call) -> Any:
    """Print labels or papers; a marking is one number's, on 100 by 100 mm."""
    numbers, kind = call.query["numbers[]"], call.query["type"]
    size = call.query.get("printSizeType", "size_100_100" if kind == "marking" else "size_A4")
    if kind == "marking" and len(numbers) != 1:
        raise malformed([("numbers", "The numbers field must hold one number for a marking.")])
    if kind == "marking" and size != "size_100_100":
        text = "The printSizeType field must be size_100_100 for a marking."
        raise malformed([("printSizeType", text)])
    if kind != "marking" and "deliveryType" in call.query:
        text = "The deliveryType field is allowed for a marking only."
        raise malformed([("deliveryType", text)])
    shipments = [by_number(world, number) for number in numbers]
    pages = [_printed(shipment, kind) for shipment in shipments]
    return _pdf.write(pages, millimetres=(100, 100) if size == "size_100_100" else (210, 297))


@handles("POST /shipments/light-return")
def light_return(world: World, call: Call) -> Any:
    """Send back what was received, if there is a branch of its route to hand it in at."""
    shipment = by_number(world, call.json["number"])
    if not _RECEIVED & {code for _, code, *_ in happened(world, shipment)}:
        raise business("status_not_allowed", 404)
    asked = sent_back(shipment["asked"], call.json)
    place = division(call.json.get("divisionId"))
    if place and place.category == "Postomat":
        raise business("division_is_postomat")
    if place and place.town.country != shipment["recipient"]["countryCode"]:
        raise business("division_country_mismatch_with_route")
    returned = create(world, Call(path={}, query={}, json=asked, languages=()))
    return {"id": returned["id"], "number": returned["number"]}


def by_number(world: World, number: str) -> Record:
    """Find the living shipment with a number; refuse as the service does otherwise."""
    return kept(world.shipments, _ids(world).get(number), "shipment")


def _ids(world: World) -> dict[str, str]:
    return {shipment["number"]: key for key, shipment in world.shipments.items()}


def _change(world: World, shipment: Record, body: Mapping[str, Any]) -> None:
    """Write what a caller gave into a shipment, and everything that follows from it."""
    asked = {**shipment["asked"], **body}
    if not asked.get("parcels"):
        raise malformed([("parcels", "The parcels field must have at least 1 items.")])
    served(asked)
    if problems := list(refused(asked)):
        raise malformed(problems)
    ends = {end: _party(Given(asked.get(end) or {})) for end in ENDS}
    currency = currency_of(ends["sender"]["countryCode"])
    parcels = [_parcel(shipment["number"], parcel) for parcel in asked["parcels"]]
    prices = prices_of(parcels, asked)
    cost = round(sum(prices.values()), 2)
    shipment |= {
        **ends,
        "asked": asked,
        "version": shipment["version"] + 1,
        "updatedAt": world.now(),
        "status": status_of(world, shipment),
        "clientOrder": asked.get("clientOrder"),
        "note": asked.get("note"),
        "payerType": asked.get("payerType"),
        "payerContractNumber": asked.get("payerContractNumber"),
        "currencyCode": currency,
        "parcels": parcels,
        "parcelsAmount": len(parcels),
        "services": [],
        "cost": cost,
        "totalCost": cost,
        "totalWeight": sum(parcel["actualWeight"] or 0 for parcel in parcels),
        "totalInsuranceCost": sum(parcel["insuranceCost"] or 0 for parcel in parcels) or None,
    }


def _party(given: Given) -> Given:
    """Add what the service knows of a party."""
    place, town = division_of(given), town_at(given)
    parts = given["addressParts"] or {}
    told = place.record(()) if place else {}
    facts = {
        "city": parts.get("city", town.local if town else ""),
        "settlementId": town.id if town else None,
        "divisionId": place.id if place else None,
        "divisionName": told.get("name"),
        "divisionCategory": told.get("divisionCategory"),
        "address": told.get("address", " ".join(str(part) for part in parts.values() if part)),
        "archive": False,
    }
    return Given({**given, **facts})


def _parcel(number: str, given: Mapping[str, Any]) -> Record:
    category = given.get("cargoCategory", "parcel")
    parcel = {
        "number": number,
        "cargoCategoryGroup": category,
        "cargoCategoryId": category,
        "categoryCargoName": category,
        "insuranceCostCurrencyCode": "EUR",
        "untied": False,
        **dict.fromkeys(("actualWeight", "insuranceCost", "length", "width", "height")),
        **given,
        "volumetricWeight": volumetric_weight(given),
    }
    return spelt_both_ways(parcel)


def _told(world: World, shipment: Record, call: Call) -> Record:
    """Show a shipment as a list does: as it is now, and where."""
    *_, last = events(world, shipment, call.languages)
    online = {
        "tracking_status_code": int(last["code"]),
        "tracking_update_date": last["date"],
        "short_description": last["event"],
        "long_description": last["event"],
        "info": "",
        "label": last["event"],
    }
    facts = {"status": status_of(world, shipment), "closingDate": closed_at(last)}
    return {**shipment, **facts, "onlineTracking": online, "tracking": []}


def _printed(shipment: Record, kind: str) -> list[str]:
    ends = [shipment[end] for end in ("sender", "recipient")]
    lines = [f"{end['name']}, {end['city']} ({end['countryCode']})" for end in ends]
    return [f"NOVA POST {kind}", shipment["number"], *lines, f"{shipment['totalWeight']} g"]
