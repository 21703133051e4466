"""One attempt to get a token, shared by all who wait for it.

A signal's handler may raise at any line, so no lock is taken here that an interrupt could leave
locked: who claims a refresh, what came of it and what follows it is each decided by a single
operation on a dictionary, which cannot be divided.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from threading import get_ident
from typing import Final, TypeAlias

from novapost_auth._aside import Latch
from novapost_auth._tokens.backoff import Backoff, Failure
from novapost_auth._tokens.token import CachedToken
from novapost_auth._wire.loop import Loop

Outcome: TypeAlias = CachedToken | Backoff | None
"""None: nothing came of it, for the event loop that did the fetch ended; ask again."""

_START: Final = 0.05  # Seconds within which the thread of a refresh begins its work.


class Refresh:
    """A fetch, in a thread that is no caller's: none can harm it by giving up.

    Each follows another, and says what a source holds after it. It belongs to the thread that
    claims it. One that nobody claims, since its starter was interrupted, is taken up by the next
    who needs it.

    Args:
        limit: real seconds after which nobody waits any longer, whatever the injected clock
            says.
        loop: the event loop that the token call needs, if it does.
        had: what was held when it began; the new token must be better.
        backoff: the failure before it, if it was one.
        patience: seconds for which it may wait for others who fetch for the same account; None
            to look into the store alone, which another process may have filled.

    """

    def __init__(
        self,
        limit: float,
        *,
        loop: Loop | None,
        had: CachedToken,
        backoff: Backoff | None,
        patience: float | None,
    ) -> None:
        self.loop: Final = loop
        self.had: Final = had
        self.backoff: Final = backoff
        self.patience: Final = patience
        self.told: Final = Latch()  # Those who watch have been told of it.
        self.starting = True  # Nobody flies it yet.
        self.is_in_store = False  # Where it may be stuck.
        self.answer: CachedToken | Failure | None = None  # The service's, whatever a store does.
        self._starter = get_ident()
        self._began = time.monotonic()
        self._ends = self._began + limit
        self._ended = Latch()
        self._claim: dict[None, object] = {}
        self._outcome: dict[None, tuple[Outcome]] = {}
        self._next: dict[None, Refresh] = {}

    @property
    def is_over(self) -> bool:
        """Whether it has ended."""
        return bool(self._outcome)

    @property
    def outcome(self) -> Outcome:
        """What came of it."""
        return self._outcome.get(None, (None,))[0]

    @property
    def held(self) -> CachedToken:
        """The token that is there after it."""
        outcome = self.outcome
        return outcome if isinstance(outcome, CachedToken) else self.had

    @property
    def pause(self) -> Backoff | None:
        """The failure that there is after it."""
        outcome = self.outcome
        if isinstance(outcome, CachedToken):
            return None
        return self.backoff if outcome is None else outcome

    def last(self) -> Refresh:
        """Return the one that nothing follows yet."""
        refresh = self
        while refresh._next:
            refresh = refresh._next[None]
        return refresh

    def followed_by(self, other: Refresh) -> Refresh:
        """Return what follows this one: ``other``, unless somebody was faster."""
        return self._next.setdefault(None, other)

    def claim(self) -> bool:
        """Tell whether it is the caller who is to do it: the first who asks."""
        self.starting, mine = False, object()
        return self._claim.setdefault(None, mine) is mine

    def is_left(self) -> bool:
        """Tell whether nobody does it, and nobody is about to."""
        if self.is_over or not self.starting:
            return False
        return self._starter == get_ident() or time.monotonic() - self._began >= _START

    def is_late(self) -> bool:
        """Tell whether nobody waits for it any longer."""
        return time.monotonic() >= self._ends

    def blocks(self) -> bool:
        """Tell whether waiting in this thread would stop the very loop that does the work."""
        return self.loop is not None and self.loop.thread == get_ident()

    def finish(self, outcome: Outcome) -> bool:
        """Wake all who wait; tell whether this is the outcome: only the first one counts."""
        mine = (outcome,)
        first = self._outcome.setdefault(None, mine) is mine
        self._ended.set()
        return first

    def wait(self, until: float) -> None:
        """Wait in a thread until it has ended, nobody does it, or ``until`` by real time."""
        for span in self._spans(until):
            self._ended.wait(span)

    async def wait_on(self, loop: Loop, until: float) -> None:
        """As ``wait``, in a coroutine on ``loop``."""
        for span in self._spans(until):
            await self._ended.wait_on(loop, span)

    def _spans(self, until: float) -> Iterator[float]:
        """Give the seconds to wait for somebody to do it, and then those for its end."""
        until = min(self._ends, until)
        if self.starting:
            yield max(min(self._began + _START, until) - time.monotonic(), 0.0)
        if not (self.is_over or self.is_left()):
            yield max(until - time.monotonic(), 0.0)
