"""What to do about a 401, so that it is got over where it can be and never turns into a loop."""

from __future__ import annotations

import math
from typing import Any, Final, Literal, TypeAlias

from novapost_auth._httpx import httpx
from novapost_auth._settings import Instant
from novapost_auth._tokens.token import NOTHING, CachedToken
from novapost_auth._wire import library_of

# The service has been seen to refuse a token for about a second after it was issued.
_YOUNG: Final = 10.0  # Seconds of age up to which a refused token gets a second chance.
PAUSE: Final = 1.0  # Seconds until that.
_DOUBT: Final = 3  # With so many tokens dropped young in a row, the next gets one chance more,
_CHANCES: Final = 5  # up to as many: if it is accepted in the end, a new one is of no use.
_OLD: Final = 600.0  # Seconds from which on a refused token gets none, whatever has been seen.
_STRIKES: Final = 2  # So many new tokens refused in a row, and tokens are not what is wrong.
_REST: Final = 60.0  # Seconds from then on in which none is fetched because of a 401,
_LONGEST_REST: Final = 300.0  # doubled by each that is refused after that, up to these.
_KEPT: Final = 8  # Of as many tokens it is remembered that they were refused or dropped.

Action: TypeAlias = Literal["again", "exchange", "hand over"]


class RefusalPolicy:
    """Remembers which tokens were refused, and learns whether the service agrees with itself.

    Calls may overlap: each step is one operation on a dictionary.
    """

    def __init__(self) -> None:
        self._struck: dict[CachedToken, float] = {}  # When; long ago if that counts no more.
        self._row: dict[CachedToken, object] = {}  # Since one was accepted.
        self._accepted = NOTHING  # That one.
        self._dropped: dict[CachedToken, object] = {}
        self._rest_until = -math.inf
        self._young = _YOUNG
        self._dropped_young = 0  # In a row.
        # A token was refused and then accepted, so that not all of the service's machines know
        # the same tokens: a new one may help no more than the old one.
        self._disagrees = False

    def judge(
        self,
        cached: CachedToken,
        now: Instant,
        *,
        accepted: CachedToken,
        exchanged: bool,
        chances: int,
    ) -> Action:
        """Say what to do for a request whose token was refused, and is the one held.

        Args:
            cached: the token.
            now: the present.
            accepted: the last one that the service has accepted.
            exchanged: whether it took the place of another one for this request.
            chances: how many second chances it has had with this request.

        """
        if self._accepted is not accepted:
            self._accepted, self._row = accepted, {}
        rests, struck = now.monotonic < self._rest_until, cached in self._struck
        young = cached.age(now) < self._young
        allowed = min(1 + self._dropped_young // _DOUBT, _CHANCES)
        if young and chances < allowed and (self._disagrees or not (rests or struck)):
            return "again"
        if rests:
            return "hand over"
        if not struck and (cached is not accepted or (young and self._disagrees)):
            self._strike(cached, now)
        if exchanged or now.monotonic < self._rest_until:
            return "hand over"
        return "exchange"

    def _strike(self, cached: CachedToken, now: Instant) -> None:
        self._struck.setdefault(cached, now.monotonic)
        self._row.setdefault(cached, None)
        _shorten(self._struck)
        _shorten(self._row)
        lately = [at for at in list(self._struck.values()) if now.monotonic - at < _REST]
        beyond = len(self._row) - _STRIKES
        if len(lately) >= _STRIKES or beyond > 0:
            self.clear()
            rest = min(_REST * 2.0 ** max(beyond, 0), _LONGEST_REST)
            # If only some machines refuse it, the token that is held outgrows that meanwhile.
            self._rest_until = now.monotonic + (max(rest, self._young) if self._disagrees else rest)

    def drop(self, cached: CachedToken, now: Instant) -> bool:
        """Take note that ``cached`` is given up; tell whether it was not before."""
        mine = object()
        first = self._dropped.setdefault(cached, mine) is mine
        _shorten(self._dropped)
        if first:
            age = cached.age(now)
            self._dropped_young = self._dropped_young + 1 if age < self._young else 0
            self._learn(age)
        return first

    def is_dropped(self, cached: CachedToken) -> bool:
        """Tell whether ``cached`` was given up."""
        return cached in self._dropped

    def clear(self) -> None:
        """Forget the row: the service took a token in a second try."""
        self._struck = dict.fromkeys(list(self._struck), -math.inf)

    def learn(self, cached: CachedToken, now: Instant) -> None:
        """Take note that ``cached`` was accepted although it had just been refused."""
        self._disagrees = True
        self._learn(cached.age(now))

    def _learn(self, age: float) -> None:
        # Tokens of this age are refused that others accept, or soon will: the next one waits.
        self._young = min(max(self._young, 2.0 * age), _OLD)


def _shorten(memory: dict[CachedToken, Any]) -> None:
    while len(memory) > _KEPT:
        memory.pop(next(iter(list(memory))), None)


def is_replayable(request: httpx.Request) -> bool:
    """Tell whether the body of ``request``, once sent, can be sent again.

    Text, forms and JSON can, and so can uploads of files that can be rewound. An iterator is
    used up, and httpx would send an open file again from where it ended: empty, and silently.
    """
    stream: Any = request.stream
    if library_of(stream, "ByteStream") is not None:
        return True
    fields = getattr(stream, "fields", None)  # A multipart form, which rewinds its files.
    return fields is not None and all(_is_rewindable(getattr(f, "file", None)) for f in fields)


def _is_rewindable(file: Any) -> bool:
    return file is None or isinstance(file, str | bytes) or file.seekable()
