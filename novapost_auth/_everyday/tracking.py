"""Tracking of many shipments, without the calls: whom to ask for together, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from math import isnan
from numbers import Integral
from typing import Any, Final, TypeAlias
from unicodedata import category
from urllib.parse import quote

from attrs import evolve, field, frozen

from novapost_auth._errors import (
    ConfigurationError,
    NovaPostError,
    TransportError,
    check_callback,
    check_type,
)
from novapost_client.errors import UnreadableAnswer
from novapost_client.models import TrackedShipment, Tracking
from novapost_client.pages import is_part, items_of
from novapost_client.types import AsyncTransport, Request, Transport, is_several, texts

TrackingProgress: TypeAlias = Callable[[int, int], object]
"""Called with how many numbers are done, and how many there are."""

Tracked: TypeAlias = TrackedShipment | NovaPostError | None
"""What came of a number: what the service tells of it, what its call failed with, or nothing."""

OnResult: TypeAlias = Callable[[str, Tracked], object]
"""Called with a number and what came of it."""

# Servers and proxies take addresses of 2,000 characters; this leaves room for host and path.
_LONGEST_QUERY: Final = 1_800
_NUMBERS: Final = "numbers[]"
_AWAY: Final = 4  # Calls in a row without an answer: each of the next would take as long.
# What numbers copied from a page or a file may have about them: spaces, and marks of no width.
_UNSEEN: Final = {"Zs", "Zl", "Zp", "Cc", "Cf"}


@frozen
class TrackedMany:
    """What came of tracking many shipments. Each number is in one of three, as it was given.

    One that was given as an integer is so here too. What was blank is no number, and is in none.
    """

    found: dict[str, TrackedShipment] = field(factory=dict)
    """What the service tells of a number."""
    missing: tuple[str, ...] = ()
    """Numbers that the service tells nothing of."""
    failed: dict[str, NovaPostError] = field(factory=dict)
    """Numbers whose call failed, and what it failed with. It is one call for many numbers. Those
    that its answer may tell of in what could not be read are here too."""
    blank: tuple[int, ...] = ()
    """Where nothing stood among what was given, counted from 0: in a file, an empty line or cell.
    Nothing was asked for these."""


class Tracker:
    """Numbers on their way to the service, a chunk at a time, and what it told of them."""

    def __init__(
        self,
        numbers: Iterable[int | str],
        chunk_size: int,
        concurrency: int,
        progress: TrackingProgress | None,
    ) -> None:
        for name, value in (("chunk_size", chunk_size), ("concurrency", concurrency)):
            check_type(value, f"{name} must be a number", Integral)  # numpy's are, too.
            if value < 1:
                raise ConfigurationError(f"{name} must be at least 1, not {value}")
        # Of a mapping the keys, so that what failed can be tried again.
        given: Any = [*numbers] if is_several(numbers) or isinstance(numbers, Mapping) else numbers
        if isinstance(given, list):  # One that is none is refused as it is.
            given = ["" if _is_nothing(one) else one for one in given]
        plain_numbers = [*map(plain_number, texts(given, "numbers"))]
        self._blank = tuple(place for place, plain in enumerate(plain_numbers) if not plain)
        self._numbers: dict[str, str] = {
            one: plain for one, plain in zip(given, plain_numbers, strict=True) if plain
        }
        self._given: dict[str, list[str]] = {}
        for one, plain in self._numbers.items():
            self._given.setdefault(plain, []).append(one)
        # Asked for once each, however often and in whatever spelling it was given.
        self._wanted = list(dict.fromkeys(self._numbers.values()))
        self._chunk_size = chunk_size
        check_callback(progress, "progress")
        self._progress = progress
        self._done = 0
        self._lost_in_a_row = 0
        self.away: TransportError | None = None
        """What the last call failed with, once so many in a row got no answer."""
        self._found: dict[str, TrackedShipment] = {}
        self._failed: dict[str, NovaPostError] = {}

    def chunks(self) -> Iterator[Sequence[str]]:
        """Yield the numbers that go into one call each."""
        chunk: list[str] = []
        length = 0
        for number in self._wanted:
            more = len(quote(f"&numbers[]={number}", safe="&="))
            if chunk and (len(chunk) == self._chunk_size or length + more > _LONGEST_QUERY):
                yield chunk
                chunk, length = [], 0
            chunk.append(number)
            length += more
        if chunk:
            yield chunk

    def answered(self) -> None:
        """Take note of an answer to a call."""
        self._lost_in_a_row = 0

    def lost(self, error: NovaPostError) -> NovaPostError:
        """Take note of what a call has failed with, and return it."""
        self._lost_in_a_row = self._lost_in_a_row + 1 if isinstance(error, TransportError) else 0
        if isinstance(error, TransportError) and self._lost_in_a_row >= _AWAY:
            self.away = error
        return error

    def take(
        self, chunk: Sequence[str], outcome: Tracking | NovaPostError
    ) -> list[tuple[str, Tracked]]:
        """Keep what came of the call for ``chunk``, and return it by the numbers as given."""
        if isinstance(outcome, NovaPostError):
            self._failed.update(dict.fromkeys(chunk, outcome))
        else:
            rows, unread = _rows(outcome)
            for number in chunk:
                if number in rows:
                    self._found[number] = rows[number]
                elif unread:  # It may be what could not be read.
                    self._failed[number] = NovaPostError(f"cannot tell of it: {unread}")
        return [
            (one, self._found.get(plain) or self._failed.get(plain))
            for plain in chunk
            for one in self._given.get(plain, ())
        ]

    def advance(self, chunk: Sequence[str]) -> None:
        """Take note that ``chunk`` is done."""
        self._done += len(chunk)
        if self._progress is not None:
            self._progress(self._done, len(self._wanted))

    def result(self) -> TrackedMany:
        """Return what came of all calls, by the numbers as they were given."""
        numbers = self._numbers.items()
        return TrackedMany(
            found={one: self._found[plain] for one, plain in numbers if plain in self._found},
            missing=tuple(
                one
                for one, plain in numbers
                if plain not in self._found and plain not in self._failed
            ),
            failed={one: self._failed[plain] for one, plain in numbers if plain in self._failed},
            blank=self._blank,
        )


class PlainNumbers:
    """A transport that writes numbers of shipments as the service does, however they were pasted.

    It is one for threads or for coroutines, as the one is that it stands before.
    """

    def __init__(self, transport: Transport | AsyncTransport) -> None:
        self._transport = transport

    def send(self, request: Request[Any], /) -> Any:
        """Send ``request`` with its numbers in capitals, without spaces and what cannot be seen.

        Raises:
            ConfigurationError: Nothing is left of one.

        """
        if any(name == _NUMBERS for name, _ in request.params):
            request = evolve(request, params=[*map(_with_plain_number, request.params)])
        return self._transport.send(request)


def _is_nothing(value: object) -> bool:
    """Tell whether ``value`` is what tables have in an empty cell: None, NaN, or NA of pandas."""
    is_nan = isinstance(value, float) and isnan(value)
    return value is None or is_nan or type(value).__name__ in ("NAType", "NaTType")


def _rows(tracking: Tracking) -> tuple[dict[str, TrackedShipment], str]:
    """Return the shipments of an answer by number, and why there may be others in it, if so."""
    try:
        items = items_of(tracking)
    except UnreadableAnswer as error:
        return {}, str(error)
    rows: dict[str, TrackedShipment] = {}
    unread = ""
    for item in items:
        if (
            isinstance(item, TrackedShipment)
            and item.number
            and isinstance(item.number, (str, int))
        ):
            rows.setdefault(plain_number(str(item.number)), item)
        else:
            unread = "a shipment in the answer has no number"
    if is_part(tracking):
        unread = "the answer told of more shipments than it holds"
    return rows, unread


def _with_plain_number(pair: tuple[str, str]) -> tuple[str, str]:
    name, text = pair
    if name != _NUMBERS:
        return pair
    if number := plain_number(text):
        return name, number
    raise ConfigurationError("numbers: one of them is empty")


def plain_number(number: str) -> str:
    """Write the number of a shipment as the service does, however it was pasted."""
    return "".join(one for one in number if category(one) not in _UNSEEN).upper()
