"""What the fake service knows and keeps, and the table of what it does for each operation."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from itertools import count
from typing import TYPE_CHECKING, Any

from ._tokens import Mint
from ._wire import Call, Refusal, business

if TYPE_CHECKING:
    from novapost_auth._settings import Clock

Record = dict[str, Any]

_DIGITS = 19


class World:
    """The state of one fake service: plain records, by id."""

    def __init__(self, clock: Clock, mint: Mint) -> None:
        self.clock = clock
        self.mint = mint
        self.speed = 1.0
        """How many times faster than the timetable has it shipments move."""
        self.older_forms = False
        """Whether answers that have two forms come in the older one."""
        self.clients: dict[str, str] = {}
        """API key → ``cid``."""
        self.key_requests: dict[str, float] = {}
        """Phone → when a test key was last asked for with it."""
        self.shipments: dict[str, Record] = {}
        self.pickups: dict[str, Record] = {}
        self.registers: dict[str, Record] = {}
        self.subscribers: dict[str, Record] = {}
        self.events: dict[str, list[tuple[float, str, str, Mapping[str, str]]]] = {}
        """Number of a shipment → what a test has let happen to it, as the timetable has it."""
        self.outbox: list[Record] = []
        """Webhooks that have not been sent yet."""
        self._ids = count(1001)

    def now(self, later: float = 0.0) -> str:
        """Tell the time, ``later`` seconds on, as the service writes it."""
        return written(self.clock.time() + later)

    def next_id(self) -> int:
        """Take a number that nothing else in this world has."""
        return next(self._ids)


def written(timestamp: float) -> str:
    """Write seconds since the epoch as the service does: UTC, six decimals, ``Z``."""
    moment = datetime.fromtimestamp(timestamp, UTC)
    return moment.isoformat(timespec="microseconds").replace("+00:00", "Z")


def spelt_both_ways(record: Mapping[str, Any]) -> Record:
    """Add each camelCase name in snake_case too: the service itself cannot decide."""
    snakes = {re.sub("(?=[A-Z])", "_", name).lower(): value for name, value in record.items()}
    return {**snakes, **record}


Handler = Callable[[World, Call], Any]
"""Gives the facts of an answer, or a file's bytes; raises ``Refusal``."""

HANDLERS: dict[str, Handler] = {}

OTHER_REFUSALS: dict[str, Callable[[Mapping[str, str]], Refusal]] = {}
"""Operations that refuse a malformed request in a shape of their own."""


def handles(
    operation: str, *, refuse: Callable[[Mapping[str, str]], Refusal] | None = None
) -> Callable[[Handler], Handler]:
    """Register what is done for an operation such as ``GET /divisions``."""

    def register(handler: Handler) -> Handler:
        HANDLERS[operation] = handler
        if refuse is not None:
            OTHER_REFUSALS[operation] = refuse
        return handler

    return register


def kept(records: Mapping[str, Record], key: object, kind: str) -> Record:
    """Find a record that is there and not deleted; refuse as the service does otherwise."""
    record = records.get(str(key))
    if record is None:
        raise business(f"{kind}_not_found", 404)
    if record["deletedAt"]:
        raise business(f"{kind}_was_deleted")
    return record


def chosen(records: Iterable[Record], call: Call) -> list[Record]:
    """Narrow living records by the query's ``ids[]`` and ``numbers[]``."""
    found = [record for record in records if not record["deletedAt"]]
    for parameter, field in (("ids[]", "id"), ("numbers[]", "number")):
        if wanted := {str(value) for value in call.query.get(parameter, ())}:
            found = [record for record in found if str(record[field]) in wanted]
    return found


def page(items: Sequence[Any], call: Call) -> Record:
    """Cut the page that the query asks for with ``page`` and ``limit`` (15 unless told)."""
    size, number = (_above_zero(call, *one) for one in (("limit", 15), ("page", 1)))
    start = (number - 1) * size
    cut = list(items[start : start + size])
    return {
        "current_page": number,
        "last_page": max(1, -(-len(items) // size)),
        "per_page": size,
        "total": len(items),
        "from": start + 1 if cut else None,
        "to": start + len(cut) if cut else None,
        "items": cut,
    }


def _above_zero(call: Call, name: str, usual: int) -> int:
    """Read a number of the query; where it is not declared it comes as text, whatever it says."""
    given: int | str = call.query.get(name, usual)
    if isinstance(given, str):
        given = int(given) if given.isdecimal() and len(given) < _DIGITS else usual
    return max(1, given)
