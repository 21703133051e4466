"""The service without a wire: a request's parts in, an answer out."""

from __future__ import annotations

import json
import logging
from collections import deque
from collections.abc import Iterable, Mapping
from threading import Lock
from typing import Any
from urllib.parse import parse_qsl

from attrs import define, field, frozen

from novapost_auth._aside import HEARD, log
from novapost_client.shown import without_keys

# All but the first are imported for what they register.
from . import (  # noqa: F401
    _archive,
    _dictionaries,
    _files,
    _fulfillment,
    _keys,
    _pickups,
    _registers,
    _shipments,
    _subscribers,
)
from ._document import Document, Operation, prepared
from ._failures import Failure, check_reachable
from ._requests import check_body, check_query, declared, undeclared
from ._samples import ABSENT, Shaper
from ._subscribers import due
from ._tokens import Mint
from ._wire import Answer, Call, Refusal, malformed
from ._world import HANDLERS, OTHER_REFUSALS, Record, World

BASE_PATH = "/v.1.0"
"""Where the service stands on its host; outside of it there is nothing."""

_LOGGED = 10_000
_LONGEST_TOLD = 100

_log = logging.getLogger("novapost_auth.testing")

Headers = Iterable[tuple[str, str]]


@frozen
class LoggedCall:
    """A call that the fake has answered. No headers, and no key: those hold tokens."""

    method: str
    path: str
    """Relative to the base URL, as it came: ``/shipments/1001``."""
    status: int
    unknown: tuple[str, ...] = ()
    """Parameters, and dotted fields of the body, that the document does not know: the service may
    ignore them, or know more than it publishes."""
    body: bytes = field(default=b"", repr=False, eq=False)
    params: tuple[tuple[str, str], ...] = field(default=(), repr=False, eq=False)
    """The query, a pair of name and text for each value; without the key of a token call."""

    @property
    def json(self) -> Any:
        """The body that was sent, as JSON data; None where there was none."""
        return json.loads(self.body) if self.body else None


@define
class Service:
    """Answers requests one at a time, from any thread."""

    world: World = field(repr=False)
    document: Document = field(repr=False, factory=prepared)
    failures: list[Failure] = field(repr=False, factory=list)
    log: deque[LoggedCall] = field(repr=False, factory=lambda: deque(maxlen=_LOGGED))
    _lock: Lock = field(repr=False, init=False, factory=Lock)

    @classmethod
    def with_key(cls, api_key: str, mint: Mint) -> Service:
        """Open a service that knows one key."""
        world = World(mint.clock, mint)
        world.clients[api_key] = "fake-client"
        return cls(world)

    def handle(self, method: str, raw_path: str, headers: Headers, body: bytes) -> Answer:
        """Answer a request. ``raw_path`` is percent-encoded and has the query in it."""
        path, _, query = raw_path.partition("?")
        by_name = {name.lower(): value for name, value in headers}
        unknown: list[str] = []
        with self._lock:
            try:
                answer = self._planned(method, _below_base(path).rstrip("/")) or (
                    self._answer(method, _below_base(path), query, by_name, body, unknown)
                    if path.startswith(f"{BASE_PATH}/")
                    else _archive.answer(path, by_name.get("host", ""), _languages(by_name))
                )
                if answer is None:
                    raise _nothing_here(method, path)
            except Refusal as refusal:
                answer = refusal.answer
            sent = tuple(pair for pair in parse_qsl(query, True) if pair[0] != "apiKey")
            call = LoggedCall(method, _below_base(path), answer.status, tuple(unknown), body, sent)
            self.log.append(call)
        if unknown:
            told = f"{_below_base(path)}: not known: {', '.join(unknown)}"
            log(_log, logging.WARNING, "%s %s", method, without_keys(told)).wait(HEARD)
        return answer

    def plan(self, failure: Failure) -> None:
        """Let the next calls fail."""
        check_reachable(self.document, failure.path, failure.method)
        with self._lock:
            self.failures.append(failure)

    def add_event(self, number: str, code: str, name: str) -> bool:
        """Let something happen to a shipment; tell whether there is one of that number."""
        with self._lock:
            known = any(one["number"] == number for one in self.world.shipments.values())
            if known:
                event = (self.world.clock.time(), code, "recipient", {"en": name})
                self.world.events.setdefault(number, []).append(event)
            return known

    def webhooks(self) -> list[Record]:
        """Take the webhooks that are due."""
        with self._lock:
            return list(due(self.world))

    def _planned(self, method: str, path: str) -> Answer | None:
        for failure in self.failures:
            if failure.fits(method, path):
                failure.times -= 1
                if not failure.times:
                    self.failures.remove(failure)
                return failure.answer
        return None

    def _answer(  # noqa: PLR0913, PLR0917 - the parts of a request, and what is noticed of it
        self,
        method: str,
        path: str,
        query: str,
        headers: Mapping[str, str],
        body: bytes,
        unknown: list[str],
    ) -> Answer | None:
        found = self.document.find(method, path)
        if found is None:
            return None
        operation, values = found
        if operation.authorized:
            self.world.mint.check(headers.get("authorization"))
        pairs = parse_qsl(query, keep_blank_values=True)
        typed, problems = check_query(self.document, operation, pairs)
        data, more = check_body(self.document, operation, body)
        unknown += undeclared(self.document, operation, pairs, data)
        if problems := [*problems, *more]:
            refuse = OTHER_REFUSALS.get(operation.name)
            raise refuse(dict(problems)) if refuse else malformed(problems)
        if operation.body is not None:
            data = declared(self.document, operation.body, data)
        return self._shaped(operation, Call(values, typed, data, _languages(headers)))

    def _shaped(self, operation: Operation, call: Call) -> Answer:
        handler = HANDLERS.get(operation.name)
        shaper = Shaper(self.document, self.world.now())
        facts: Any = handler(self.world, call) if handler else ABSENT
        if isinstance(facts, Answer):
            return facts
        if isinstance(facts, bytes):
            return Answer(operation.status, (("Content-Type", "application/pdf"),), facts)
        if operation.answer is None:
            return Answer(operation.status)
        return Answer.of_json(operation.status, shaper.shape(operation.answer, facts))


def _below_base(path: str) -> str:
    return path.removeprefix(BASE_PATH)


def _languages(headers: Mapping[str, str]) -> list[str]:
    """Read ``Accept-Language``: primary tags, most wanted first."""
    wanted = []
    for part in headers.get("accept-language", "").split(","):
        tag, _, weight = part.partition(";q=")
        try:
            wanted.append((-float(weight or 1), tag.strip().partition("-")[0].lower()))
        except ValueError:
            continue
    return [tag for _, tag in sorted(wanted, key=lambda one: one[0])]


def _nothing_here(method: str, path: str) -> Refusal:
    """Refuse what is no operation, and say that it is the fake that knows none."""
    body = {"errorMessage": "not_found"}
    if path.startswith(f"{BASE_PATH}/"):
        asked = without_keys(f"{method} {_below_base(path)}")[:_LONGEST_TOLD]
        known = "it answers what clients have methods for"
        body["message"] = f"the fake service has no {asked}: {known}"
    return Refusal(404, body)
