"""``novapost shipment``: look at one, or delete it."""

from __future__ import annotations

import re
import sys
from typing import Any, Final

from cyclopts import App

import novapost_auth
from novapost_auth._everyday.tracking import plain_number
from novapost_auth.cli._arguments import OPTIONS
from novapost_auth.cli._exits import Exit, Stop
from novapost_auth.cli._output import dicts, dig, when
from novapost_auth.cli._session import Here

# Numbers are 14 digits or AAAA0000000000; ids are shorter integers, or UUIDs in Ukraine.
_ID: Final = re.compile(r"\d{1,13}|[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")

_NAMES: Final = ("id", "number")

app: Final = App(
    name="shipment", group_parameters=OPTIONS, help="Look at a shipment, or delete it."
)


@app.command
def show(shipment: str, /, *, session: Here) -> None:
    """Show a shipment of this account.

    Args:
        shipment: Its number or id.

    """
    with session.connect() as novapost:
        found = _find(novapost, shipment)
    if found is None:
        raise Stop(f"there is no shipment {shipment} in this account", Exit.REFUSED)
    if session.out.as_json:
        session.out.data(found)
        return
    parcels = dicts(found.get("parcels"))
    facts = {
        "number": found.get("number"),
        "id": found.get("id"),
        "status": found.get("status"),
        "tracking": dig(found, "onlineTracking", "label"),
        "created": when(found.get("createdAt")),
        "deleted": when(found.get("deletedAt")),
        "delivery planned": when(found.get("scheduledDeliveryDate")),
        "from": _party(found.get("sender")),
        "to": _party(found.get("recipient")),
        "parcels": "; ".join(map(_parcel, parcels)),
        "cost": " ".join(
            map(str, filter(None, (found.get("totalCost"), found.get("currencyCode"))))
        ),
        "payer": found.get("payerType"),
        "note": found.get("note"),
    }
    session.out.facts({name: value for name, value in facts.items() if value})


@app.command
def delete(shipment: str, /, *, yes: bool = False, session: Here) -> None:
    """Delete a shipment, after a question.

    Args:
        shipment: Its number or id.
        yes: Do not ask.

    """
    out = session.out
    with session.connect() as novapost:
        found = _find(novapost, shipment)
        if not yes:
            _ask(f"Delete {_described(found) or shipment}? [y/N] ")
        # The service takes ids, and numbers in Europe alone. What was not found is sent as it
        # is: why there is nothing to delete is the service's to say.
        id_ = dig(found, "id") or shipment
        answer = novapost.shipments.delete(id_).to_dict()
    if out.as_json:
        out.data(answer)
    else:
        out.line(f"deleted {shipment}")


def _find(novapost: novapost_auth.NovaPost, shipment: str) -> dict[str, Any] | None:
    if _ID.fullmatch(shipment):
        page = novapost.shipments.find(ids=[shipment])
    else:
        page = novapost.shipments.find(numbers=[shipment])
    found = dicts(page.to_dict().get("items"))
    # A service that leaves out a filter it does not know must not have another one deleted.
    wanted = plain_number(shipment)
    same = (one for one in found if wanted in (plain_number(str(one.get(name))) for name in _NAMES))
    return next(same, None)


def _ask(question: str) -> None:
    if not sys.stdin.isatty():
        raise Stop("nobody is there to be asked: --yes deletes without a question")
    print(question, end="", file=sys.stderr, flush=True)
    if sys.stdin.readline().strip().lower() not in ("y", "yes"):
        raise Stop("nothing was deleted", Exit.REFUSED)


def _described(found: dict[str, Any] | None) -> str:
    if found is None:
        return ""
    ends = " to ".join(_party(found.get(end)) for end in ("sender", "recipient"))
    return f"{found.get('number')}, {found.get('status')}, {ends}"


def _party(party: Any) -> str:
    parts = (dig(party, "name"), dig(party, "city"), dig(party, "countryCode"))
    return ", ".join(str(part) for part in parts if part)


def _parcel(parcel: dict[str, Any]) -> str:
    grams, what = parcel.get("actual_weight"), parcel.get("parcel_description")
    return " ".join(str(part) for part in (what, grams and f"{grams} g") if part) or "?"
