"""Tracking of many shipments, without the calls: whom to ask for together, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, TypeAlias
from urllib.parse import quote

from attrs import field, frozen

from novapost_auth._errors import ConfigurationError, NovaPostError
from novapost_client.models import TrackedShipment, Tracking

TrackingProgress: TypeAlias = Callable[[int, int], object]
"""Called with how many numbers are done, and how many there are."""

# Servers and proxies take addresses of 2,000 characters; this leaves room for host and path.
_LONGEST_QUERY: Final = 1_800


@frozen
class TrackedMany:
    """What came of tracking many shipments. Each number is in one of the three, as it was given."""

    found: dict[str, TrackedShipment] = field(factory=dict)
    """What the service tells of a number."""
    missing: tuple[str, ...] = ()
    """Numbers that the service tells nothing of."""
    failed: dict[str, NovaPostError] = field(factory=dict)
    """Numbers whose call failed, and what it failed with. It is one call for many numbers."""


class Tracker:
    """Numbers on their way to the service, a chunk at a time, and what it told of them."""

    def __init__(
        self,
        numbers: Iterable[str],
        chunk_size: int,
        concurrency: int,
        progress: TrackingProgress | None,
    ) -> None:
        for name, value in (("chunk_size", chunk_size), ("concurrency", concurrency)):
            if value < 1:
                raise ConfigurationError(f"{name} must be at least 1, not {value}")
        given = [numbers] if isinstance(numbers, str) else numbers
        self._numbers = {number: _plain(number) for number in given}
        # Asked for once each, however often and in whatever spelling it was given.
        self._wanted = list(dict.fromkeys(filter(None, self._numbers.values())))
        self._chunk_size = chunk_size
        self._progress = progress
        self._done = 0
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

    def take(self, chunk: Sequence[str], outcome: Tracking | NovaPostError) -> None:
        """Keep what came of the call for ``chunk``."""
        if isinstance(outcome, NovaPostError):
            self._failed.update(dict.fromkeys(chunk, outcome))
        elif isinstance(outcome.items, list):
            for item in outcome.items:
                number = _plain(str(item.number)) if isinstance(item, TrackedShipment) else ""
                if number in chunk:
                    self._found.setdefault(number, item)
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
        )


def _plain(number: str) -> str:
    return "".join(number.split()).upper()
