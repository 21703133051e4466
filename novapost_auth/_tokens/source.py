"""One token for everyone who needs it, and what to try where the service refuses it."""

from __future__ import annotations

import math
import random
import time
from collections.abc import Callable
from typing import Final, Literal

from novapost_auth._aside import HEARD
from novapost_auth._errors import (
    ConfigurationError,
    TimeoutError,  # noqa: A004 - ours, which is one of those too
    check_callback,
    misfit,
)
from novapost_auth._settings import Clock
from novapost_auth._tokens.backoff import Backoff, Failure
from novapost_auth._tokens.events import Observer, OnEvent, TokenEvent
from novapost_auth._tokens.policy import PAUSE, Action, RefusalPolicy
from novapost_auth._tokens.refresh import Refresh
from novapost_auth._tokens.refresher import Refresher
from novapost_auth._tokens.request import TokenRequest
from novapost_auth._tokens.token import NOTHING, CachedToken
from novapost_auth._wire.loop import Loop, current_loop
from novapost_auth._wire.weakly import told_of_forks
from novapost_auth.stores import MemoryTokenStore, TokenStore
from novapost_client.shown import kind_of

_LIMIT: Final = 30.0  # Real seconds that anyone waits for a refresh.
_PATIENCE: Final = 25.0  # Seconds that a refresh waits for those of others, who may take 20.
_ROUNDS: Final = 9  # How often a caller starts over, should loops end under its refreshes.
_REFUSED: Final = 401
_ALL: Final = 9  # Second chances that a request has had which cannot be sent again.


class TokenSource:
    """Holds a token and renews it in time.

    A token is obtained in a thread of its own, a refresh, for which callers wait; so it does not
    matter which of them gives up, or which event loop ends. Refreshes follow one another, and
    what is held is what the last one left: nothing else is shared, and no lock is taken, so a
    caller may be interrupted at any line, fork, or be called again by a signal's handler.

    Args:
        request: asks the service for a token.
        token_store: where tokens are kept; in memory if not given.
        clock: what tells the time.
        refresh: when a token is renewed; "inline" lets the caller that begins it wait for it.
        on_event: is told of whatever happens to a token.
        draw: draws a random number in [0, 1).

    Raises:
        ConfigurationError: one of them cannot be used.

    """

    def __init__(  # noqa: PLR0913 - each is a setting of its own
        self,
        request: TokenRequest,
        *,
        token_store: TokenStore | None,
        clock: Clock,
        refresh: Literal["background", "inline"],
        on_event: OnEvent | None,
        draw: Callable[[], float] = random.random,
    ) -> None:
        if refresh not in ("background", "inline"):
            raise misfit(refresh, "refresh must be 'background' or 'inline'")
        check_callback(on_event, "on_event")
        store = MemoryTokenStore() if token_store is None else token_store
        if isinstance(store, type) or not isinstance(store, TokenStore):  # A class has it all.
            # It is not quoted, as it may be a URL with a password.
            reason = "token_store must be a token store, such as FileTokenStore()"
            raise ConfigurationError(f"{reason}, not {kind_of(store)}")
        # What calls look at first: fresh, or else `_state` knows better.
        self.held: CachedToken = NOTHING
        self.proven: CachedToken = NOTHING  # The last one that the service has accepted.
        self.clocks: Final = (clock.monotonic, clock.time)
        self._observer = Observer(on_event)
        self._inline, self._limit = refresh == "inline", _LIMIT
        self._policy = RefusalPolicy()
        self._refresher = Refresher(
            request,
            store,
            clock=clock,
            draw=draw,
            observer=self._observer,
            policy=self._policy,
        )
        self._last: Refresh
        self._restart(NOTHING, None)
        _sources.add(self)

    def get(self, seconds: float = math.inf) -> CachedToken:
        """Return a token to use now, waiting for one if need be, for ``seconds`` at most."""
        held, (monotonic, wall) = self.held, self.clocks
        if monotonic() < held.fresh_monotonic and wall() < held.fresh_wall:
            return held
        asked, until = monotonic(), time.monotonic() + seconds
        loop = None  # apart: a thread waits by itself
        for _ in range(_ROUNDS):
            cached, refresh, is_ours = self._next(loop)
            if refresh is not None:
                refresh.wait(until)  # apart: as above
                if is_ours and refresh.is_over and self._observer.watches:
                    refresh.told.wait(HEARD)  # apart: as above
                cached = self._settle(refresh)
            if cached is not None:
                if self._observer.watches_calls:  # apart: a callback may stop its own thread
                    self._observer.tell(self._reuse(cached, asked))
                return cached
            if time.monotonic() >= until:
                break
        raise self._too_late(seconds)

    async def aget(self, seconds: float = math.inf) -> CachedToken:
        """Return a token to use now, waiting for one if need be, for ``seconds`` at most."""
        held, (monotonic, wall) = self.held, self.clocks
        if monotonic() < held.fresh_monotonic and wall() < held.fresh_wall:
            return held
        asked, until = monotonic(), time.monotonic() + seconds
        loop = current_loop()  # apart: whoever waits says on which
        for _ in range(_ROUNDS):
            cached, refresh, is_ours = self._next(loop)
            if refresh is not None:
                await refresh.wait_on(loop, until)  # apart: as above
                if is_ours and refresh.is_over and self._observer.watches:
                    await refresh.told.wait_on(loop, HEARD)  # apart: as above
                cached = self._settle(refresh)
            if cached is not None:
                if self._observer.watches_calls:  # apart: but no event loop
                    told = self._observer.tell_aside(self._reuse(cached, asked))
                    await told.wait_on(loop, HEARD)
                return cached
            if time.monotonic() >= until:
                break
        raise self._too_late(seconds)

    def trial(self, *, replayable: bool = True) -> Trial:
        """Begin with a request."""
        return Trial(self, replayable=replayable)

    def refused(self, cached: CachedToken, *, exchanged: bool, chances: int) -> Action:
        """Say what to do about a 401 for ``cached``; for "exchange", its token is given up.

        It is given up only if it is still the one held: another may have taken its place
        while the request was on its way. The arguments are those of ``RefusalPolicy.judge``.

        """
        now = self._refresher.now()
        if self._state()[1] is not cached:
            return "hand over" if exchanged else "exchange"
        action = self._policy.judge(
            cached, now, accepted=self.proven, exchanged=exchanged, chances=chances
        )
        if action == "exchange":
            # First, or it might come back out of the store.
            self._refresher.refused = cached.value
            if self._policy.drop(cached, now):
                self._observer.tell_aside(self._refresher.event("drop", cached))
            self._state()
        return action

    def accepted(self, cached: CachedToken, *, again: bool) -> None:
        """Take note that a token was accepted after it, or another, had been refused.

        Args:
            cached: what was sent.
            again: whether it was this very token that had been refused.

        """
        self.proven = cached
        self._policy.clear()
        if again:
            self._policy.learn(cached, self._refresher.now())

    def _state(self) -> tuple[Refresh, CachedToken, bool]:
        """Return the last refresh, what is held, and whether nothing is under way.

        Calls will find what is held.
        """
        self._last = last = self._last.last()
        is_over, held = last.is_over, last.held  # In this order: what ends now may be both.
        if self.held is not held:
            self.held = held
        if self._policy.is_dropped(held):  # Looked at last: it may be happening just now.
            self.held = held = NOTHING
        return last, held, is_over

    def _next(self, loop: Loop | None) -> tuple[CachedToken | None, Refresh | None, bool]:
        """Return a token that will do, or else what to wait for, and whether we have begun it."""
        now, (last, held, is_over) = self._refresher.now(), self._state()
        stage = held.stage(now)
        if stage == "fresh":
            return held, None, False
        if not is_over and loop is None and stage != "renew" and last.blocks():
            is_over = last.finish(None)  # Ours takes its place: who waits for it waits for ours.
        refresh, begins = (None if is_over else last), False
        pause = last.pause
        paused = pause is not None and pause.left(now) > 0
        if refresh is None and (not paused or stage == "over"):
            mine = Refresh(
                self._limit,
                loop=loop if self._refresher.request.on_loop else None,
                had=held,
                backoff=pause,
                # One that was given up may hold the lock, and nobody knows for how long.
                patience=None if paused else 0.0 if self._refresher.running else _PATIENCE,
            )
            refresh = last.followed_by(mine)
            begins = refresh is mine
        if refresh is not None and refresh.is_left():
            self._refresher.begin(refresh)
        if stage == "renew" and not (begins and self._inline):
            return held, None, False
        return (held if refresh is None else None), refresh, begins

    def _settle(self, refresh: Refresh) -> CachedToken | None:
        """Return the token that ``refresh`` brought, or None to ask again."""
        if not refresh.is_over:
            if not refresh.is_late():
                return None  # Nobody does it.
            self._refresher.finish(refresh, Failure(self._too_late))
        outcome, now, held = refresh.outcome, self._refresher.now(), self._state()[1]
        if isinstance(outcome, Backoff):
            if held.stage(now) == "over":
                raise outcome.error(now)
            return held  # Nothing better can be had.
        return None if outcome is None or outcome.stage(now) == "over" else outcome

    def _too_late(self, seconds: float = math.inf) -> TimeoutError:
        return TimeoutError(f"no token within {min(seconds, self._limit):.3g} s")

    def _reuse(self, cached: CachedToken, asked: float) -> TokenEvent:
        return self._refresher.event("reuse", cached, self.clocks[0]() - asked)

    def _restart(self, held: CachedToken, pause: Backoff | None) -> None:
        """Hold ``held``, with nothing under way."""
        self._refresher.running = set()
        self._last = Refresh(0.0, loop=None, had=held, backoff=pause, patience=None)
        self._last.finish(None)

    def _after_fork(self) -> None:
        last, held, _ = self._state()
        if held is not NOTHING:  # Children must not all renew it at the same moment.
            held = CachedToken.of(held.value, held.sent, held.life, self._refresher.draw())
        # The child has a copy of the refresh, but not of its thread.
        self._restart(held, last.pause)
        self.held = held


class Trial:
    """Says for each token of a request that was refused what to try next.

    Args:
        source: Where tokens come from.
        replayable: Whether the request can be sent again.

    """

    def __init__(self, source: TokenSource, *, replayable: bool = True) -> None:
        self._source = source
        self._is_replayable = replayable
        self._first: CachedToken | None = None
        self._last: CachedToken | None = None
        self._chances = 0

    def pause(self, cached: CachedToken, status: int) -> float | None:
        """Take the status of the answer to what was sent with ``cached``.

        Returns:
            The seconds after which another token is to be tried; None if none is.

        """
        source = self._source
        if status != _REFUSED:
            if self._first is not None:
                source.accepted(cached, again=cached is self._last)
            elif source.proven is not cached:
                source.proven = cached
            return None
        self._first = self._first or cached
        self._chances = self._chances + 1 if cached is self._last else 0
        self._last = cached
        action = source.refused(
            cached,
            exchanged=cached is not self._first,
            chances=self._chances if self._is_replayable else _ALL,
        )
        if action == "hand over" or not self._is_replayable:
            return None
        return PAUSE if action == "again" else 0.0


_sources = told_of_forks(TokenSource._after_fork)  # noqa: SLF001 - its own module
