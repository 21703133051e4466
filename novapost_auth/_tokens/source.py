"""One token for everyone who needs it: threads, coroutines, several event loops."""

from __future__ import annotations

import os
from contextvars import copy_context
from threading import Lock, Thread
from typing import Final
from weakref import WeakSet

from novapost_auth._errors import TimeoutError  # noqa: A004 - ours, which is one of those too
from novapost_auth._secrets import Secret
from novapost_auth._tokens.backoff import Backoff, Failure, backoff_after
from novapost_auth._tokens.events import Kind, Observer, TokenEvent
from novapost_auth._tokens.policy import Action, RefusalPolicy
from novapost_auth._tokens.provider import TokenProvider
from novapost_auth._tokens.refresh import Outcome, Refresh
from novapost_auth._tokens.token import NOTHING, CachedToken
from novapost_auth._wire.loop import Loop, LoopOver, current_loop

_LIMIT: Final = 30.0  # Real seconds that anyone waits for a refresh.
_PATIENCE: Final = 10.0  # Seconds that a refresh waits for those of other processes.
_ROUNDS: Final = 5  # How often a caller starts over, should loops end under its refreshes.


class TokenSource:
    """Holds a token and renews it in time.

    A lock guards the state alone: nothing is sent, logged or awaited under it. A token is
    obtained in a thread of its own, a refresh, for which callers wait; so it does not matter
    which of them gives up, or which event loop ends.

    Args:
        provider: where tokens come from.
        observer: is told what happens to them.
        inline: let the caller that begins a renewal wait for it: for hosts that stop threads
            between requests.
        limit: real seconds that anyone waits for a refresh, whatever the injected clock says.

    """

    def __init__(
        self,
        provider: TokenProvider,
        observer: Observer,
        *,
        inline: bool = False,
        limit: float = _LIMIT,
    ) -> None:
        self.held = NOTHING
        self.proven = NOTHING  # The last one that the service has accepted.
        self.clocks: Final = (provider.clock.monotonic, provider.clock.time)
        self._provider, self._observer = provider, observer
        self._inline, self._limit = inline, limit
        self._backoff: Backoff | None = None
        self._refused: Secret | None = None
        self._policy = RefusalPolicy()
        self._lock = Lock()
        self._refresh: Refresh | None = None
        self._refreshing = 0
        _sources.add(self)

    def get(self, seconds: float | None = None) -> CachedToken:
        """Return a token to use now, waiting for one if need be, for ``seconds`` at most."""
        held, (monotonic, wall) = self.held, self.clocks
        if monotonic() < held.fresh_monotonic and wall() < held.fresh_wall:
            return held
        asked = monotonic()
        loop = None  # apart: a thread waits by itself
        for _ in range(_ROUNDS):
            cached, refresh = self._next(loop)
            if refresh is not None:
                is_timely = refresh.wait(seconds)  # apart: as above
                if not is_timely:
                    break
                cached = self._settle(refresh)
            if cached is not None:
                return self._given(cached, asked)
        raise self._too_late(seconds)

    async def aget(self, seconds: float | None = None) -> CachedToken:
        """Return a token to use now, waiting for one if need be, for ``seconds`` at most."""
        held, (monotonic, wall) = self.held, self.clocks
        if monotonic() < held.fresh_monotonic and wall() < held.fresh_wall:
            return held
        asked = monotonic()
        loop = current_loop()  # apart: whoever waits says on which
        for _ in range(_ROUNDS):
            cached, refresh = self._next(loop)
            if refresh is not None:
                is_timely = await refresh.wait_on(loop, seconds)  # apart: as above
                if not is_timely:
                    break
                cached = self._settle(refresh)
            if cached is not None:
                return self._given(cached, asked)
        raise self._too_late(seconds)

    def refused(self, cached: CachedToken, *, exchanged: bool, again: bool) -> Action:
        """Say what to do about a 401 for ``cached``; for "exchange", its token is given up.

        It is given up only if it is still the one held: another may have taken its place
        while the request was on its way.

        Args:
            cached: what was sent.
            exchanged: whether it took the place of another one for this request.
            again: whether it has had, or cannot have, a second chance with this request.

        """
        now = self._provider.now()
        with self._lock:
            if self.held is not cached:
                return "hand over" if exchanged else "exchange"
            action = self._policy.judge(
                cached, now, proven=cached is self.proven, exchanged=exchanged, again=again
            )
            if action == "exchange":
                self.held, self._refused = NOTHING, cached.value
        if action == "exchange":
            self._tell("drop", cached)
        return action

    def accepted(self, cached: CachedToken) -> None:
        """Take note that a token was accepted after it, or another, had been refused."""
        with self._lock:
            self.proven = cached
            self._policy.clear()

    def _next(self, loop: Loop | None) -> tuple[CachedToken | None, Refresh | None]:
        """Return a token that will do, or else what to wait for; begin a refresh if one is due."""
        now = self._provider.now()
        with self._lock:
            held, pause, refresh = self.held, self._backoff, self._refresh
            stage = held.stage(now)
            if stage == "fresh":
                return held, None
            if refresh is not None and loop is None and stage != "renew" and refresh.blocks():
                refresh = None  # Ours takes its place; those who wait for it are served by it.
            paused = pause is not None and pause.is_on(now)
            begins = refresh is None and (not paused or stage == "over")
            if begins:
                refresh = self._refresh = Refresh(
                    self._limit,
                    loop=loop if self._provider.request.on_loop else None,
                    had=held,
                    # One that was given up may hold the lock, and nobody knows for how long.
                    patience=None if paused else 0.0 if self._refreshing else _PATIENCE,
                )
                self._refreshing += 1
        if begins and refresh is not None:
            self._begin(refresh)
        if stage == "renew" and not (begins and self._inline):
            return held, None
        return (None, refresh) if refresh is not None else (held, None)

    def _begin(self, refresh: Refresh) -> None:
        # A daemon: the interpreter does not wait for it when it exits.
        thread = Thread(
            target=copy_context().run, args=(self._run, refresh), name="novapost-token", daemon=True
        )
        try:
            thread.start()
        except RuntimeError:  # No more threads: the interpreter exits, or there is a limit.
            self._run(refresh)

    def _run(self, refresh: Refresh) -> None:
        result: CachedToken | Failure | None = None
        began = self._provider.now()
        try:
            if refresh.blocks():
                raise RuntimeError("no thread could be started to get a token")  # noqa: TRY301
            result, fetched = self._provider.obtain(refresh, self._refused)
            if fetched and isinstance(result, CachedToken):
                took = self._provider.now().since(began)
                self._tell("fetch", result, took, attempt=self._failed() + 1)
        except LoopOver:
            pass  # Whoever waits will see to it.
        except Exception as error:  # noqa: BLE001 - it is for those who wait
            result = Failure.as_is(error)
        finally:
            with self._lock:
                self._refreshing -= 1
            self._finish(refresh, result)

    def _finish(self, refresh: Refresh, result: CachedToken | Failure | None) -> None:
        """End ``refresh``. If it was given up or replaced, it changes nothing any more."""
        now = self._provider.now()
        if isinstance(result, CachedToken) and result.stage(now) == "over":
            result = Failure.of(lambda: TimeoutError("the token ended before it arrived"))
        elif isinstance(result, CachedToken) and self._observer.watches:
            result = result.watched()
        outcome: Outcome = result if isinstance(result, CachedToken) else None
        with self._lock:
            if self._refresh is refresh:
                self._refresh = None
                if isinstance(result, Failure):
                    attempt, draw = self._failed() + 1, self._provider.draw()
                    outcome = self._backoff = backoff_after(result, now, attempt=attempt, draw=draw)
                elif result is not None:
                    self.held, self._backoff = result, None
                elif refresh.patience is None:  # The store had nothing either.
                    outcome = self._backoff
        try:
            if isinstance(result, Failure) and isinstance(outcome, Backoff):
                self._tell("backoff", self.held, outcome.left(now), attempt=outcome.attempt)
        finally:
            refresh.finish(outcome)

    def _settle(self, refresh: Refresh) -> CachedToken | None:
        """Return the token that ``refresh`` brought, or None to ask again."""
        if not refresh.outcome.done():
            self._finish(refresh, Failure.of(self._too_late))
        outcome, now = refresh.outcome.result(), self._provider.now()
        if isinstance(outcome, Backoff):
            held = self.held
            if held.stage(now) == "over":
                raise outcome.error(now)
            return held  # Nothing better can be had.
        return None if outcome is None or outcome.stage(now) == "over" else outcome

    def _failed(self) -> int:
        return self._backoff.attempt if self._backoff else 0

    def _too_late(self, seconds: float | None = None) -> TimeoutError:
        limit = self._limit if seconds is None else min(seconds, self._limit)
        return TimeoutError(f"no token within {limit:g} s")

    def _given(self, cached: CachedToken, asked: float) -> CachedToken:
        if self._observer.watches:
            self._tell("reuse", cached, self.clocks[0]() - asked)
        return cached

    def _tell(
        self, kind: Kind, cached: CachedToken, took: float = 0.0, *, attempt: int = 0
    ) -> None:
        age = None if cached is NOTHING else cached.age(self._provider.now())
        self._observer.tell(TokenEvent(kind, age, took, attempt))

    def _after_fork(self) -> None:
        # The child has a copy of the lock, perhaps held, and of the refresh, but not the threads.
        self._lock, self._refresh, self._refreshing = Lock(), None, 0
        if self.held is not NOTHING:  # Children must not all renew it at the same moment.
            self.held = CachedToken.of(
                self.held.value, self.held.sent, self.held.life, self._provider.draw()
            )


_sources: WeakSet[TokenSource] = WeakSet()


def _after_fork() -> None:
    for source in _sources:
        source._after_fork()  # noqa: SLF001 - its own module


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)
