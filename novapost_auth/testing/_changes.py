"""What changes and returns take over from the shipment that they are of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ._places import division
from ._rules import phone_number
from ._validate import Problem
from ._wire import business, malformed

_PLACE = ("divisionId", "divisionNumber", "addressParts")


def remaining(there: Sequence[Any], given: Sequence[Any], status: str) -> list[Any]:
    """Return the parcels that a change leaves: those it gives, but for the ones it unties."""
    if not any("untied" in one for one in given):
        return list(given)
    known = {one.get("rowNumber"): one for one in there}
    named = {one.get("rowNumber"): one for one in given if "untied" in one}
    if missing := [row for row in known if row not in named]:
        raise business(f"Required parcel {missing[0]} is missing.")
    if any(one["untied"] and row not in known for row, one in named.items()):
        raise business("Impossible to delete a non-existent parcel")
    if problems := list(_tied(given, status)):
        raise malformed(problems)
    return [
        {**known.get(one.get("rowNumber"), {}), **one} for one in given if not one.get("untied")
    ]


def sent_back(asked: Mapping[str, Any], named: Mapping[str, Any]) -> dict[str, Any]:
    """Turn a shipment round; what its return names comes in place of what it has itself."""
    problems: list[Problem] = []
    if named.get("divisionId") is not None and division(named["divisionId"]) is None:
        problems += [("divisionId", "The selected divisionId does not exist.")]
    if named.get("senderPhone") is not None:
        problems += phone_number(named["senderPhone"], "senderPhone")
    if problems:
        raise malformed(problems)
    sender = dict(asked["recipient"])
    place = next((one for one in _PLACE if named.get(one)), None)
    if place:
        sender = {name: value for name, value in sender.items() if name not in _PLACE}
        sender[place] = named[place]
    if named.get("senderPhone"):
        sender["phone"] = named["senderPhone"]
    more = {name: named[name] for name in ("invoice", "parcels") if named.get(name)}
    return {**asked, **more, "sender": sender, "recipient": asked["sender"]}


def _tied(given: Sequence[Any], status: str) -> Iterator[Problem]:
    for index, one in enumerate(given):
        where, why = f"parcels.{index}.untied", None
        if one.get("rowNumber") == 1:
            why = "is of the first parcel"
        elif status != "ReadyToShip":
            why = f"is of a shipment that is {status}"
        if one.get("untied") and why:
            yield where, f"The {where} field {why}, which cannot be cancelled."
