"""One token for everyone who needs it: threads, coroutines, several event loops."""

from __future__ import annotations

import os
from contextvars import copy_context
from threading import Lock, Thread
from typing import Final
from weakref import WeakSet

from novapost_auth._backoff import Failure, Pause, pause_after
from novapost_auth._errors import TimeoutError  # noqa: A004 - ours, which is one of those too
from novapost_auth._events import Kind, Observer, TokenEvent
from novapost_auth._flight import Flight, Outcome
from novapost_auth._loop import Loop, LoopOver, current_loop
from novapost_auth._refusal import Refusals, Verdict
from novapost_auth._secrets import Secret
from novapost_auth._supply import Supply
from novapost_auth._token import NOTHING, Lease

_LIMIT: Final = 30.0  # Real seconds that anyone waits for a flight.
_PATIENCE: Final = 10.0  # Seconds that a flight waits for those of other processes.
_ROUNDS: Final = 5  # How often a caller starts over, should loops end under its flights.


class TokenSource:
    """Holds a token and renews it in time.

    A lock guards the state alone: nothing is sent, logged or awaited under it. A token is
    obtained in a thread of its own, a flight, for which callers wait; so it does not matter
    which of them gives up, or which event loop ends.

    Args:
        supply: where tokens come from.
        observer: is told what happens to them.
        inline: let the caller that begins a renewal wait for it: for hosts that stop threads
            between requests.
        limit: real seconds that anyone waits for a flight, whatever the injected clock says.

    """

    def __init__(
        self, supply: Supply, observer: Observer, *, inline: bool = False, limit: float = _LIMIT
    ) -> None:
        self.held = NOTHING
        self.proven = NOTHING  # The last one that the service has accepted.
        self.clocks: Final = (supply.clock.monotonic, supply.clock.time)
        self._supply, self._observer = supply, observer
        self._inline, self._limit = inline, limit
        self._pause: Pause | None = None
        self._refused: Secret | None = None
        self._refusals = Refusals()
        self._lock = Lock()
        self._flight: Flight | None = None
        self._flying = 0
        _sources.add(self)

    def get(self) -> Lease:
        """Return a token to use now, waiting for one if need be."""
        held, (monotonic, wall) = self.held, self.clocks
        if monotonic() < held.fresh_monotonic and wall() < held.fresh_wall:
            return held
        asked = monotonic()
        for _ in range(_ROUNDS):
            lease, flight = self._next(None)
            if flight is not None:
                flight.wait()
                lease = self._settle(flight)
            if lease is not None:
                return self._given(lease, asked)
        raise self._too_late()

    async def aget(self) -> Lease:
        """As ``get``, for coroutines."""
        held, (monotonic, wall) = self.held, self.clocks
        if monotonic() < held.fresh_monotonic and wall() < held.fresh_wall:
            return held
        asked, loop = monotonic(), current_loop()
        for _ in range(_ROUNDS):
            lease, flight = self._next(loop)
            if flight is not None:
                await flight.wait_on(loop)
                lease = self._settle(flight)
            if lease is not None:
                return self._given(lease, asked)
        raise self._too_late()

    def refused(self, lease: Lease, *, exchanged: bool, again: bool) -> Verdict:
        """Say what to do about a 401 for ``lease``; for "exchange", its token is given up.

        It is given up only if it is still the one held: another may have taken its place
        while the request was on its way.

        Args:
            lease: what was sent.
            exchanged: whether it took the place of another one for this request.
            again: whether it has had, or cannot have, a second chance with this request.

        """
        now = self._supply.now()
        with self._lock:
            if self.held is not lease:
                return "hand over" if exchanged else "exchange"
            verdict = self._refusals.judge(
                lease, now, proven=lease is self.proven, exchanged=exchanged, again=again
            )
            if verdict == "exchange":
                self.held, self._refused = NOTHING, lease.value
        if verdict == "exchange":
            self._tell("drop", lease)
        return verdict

    def accepted(self, lease: Lease) -> None:
        """Take note that a token was accepted after it, or another, had been refused."""
        with self._lock:
            self.proven = lease
            self._refusals.clear()

    def _next(self, loop: Loop | None) -> tuple[Lease | None, Flight | None]:
        """Return a token that will do, or else what to wait for; begin a flight if one is due."""
        now = self._supply.now()
        with self._lock:
            held, pause, flight = self.held, self._pause, self._flight
            stage = held.stage(now)
            if stage == "fresh":
                return held, None
            if flight is not None and loop is None and stage != "renew" and flight.blocks():
                flight = None  # Ours takes its place; those who wait for it are served by it.
            paused = pause is not None and pause.is_on(now)
            begins = flight is None and (not paused or stage == "over")
            if begins:
                flight = self._flight = Flight(
                    self._limit,
                    loop=loop if self._supply.call.on_loop else None,
                    had=held,
                    # One that was given up may hold the lock, and nobody knows for how long.
                    patience=None if paused else 0.0 if self._flying else _PATIENCE,
                )
                self._flying += 1
        if begins and flight is not None:
            self._begin(flight)
        if stage == "renew" and not (begins and self._inline):
            return held, None
        return (None, flight) if flight is not None else (held, None)

    def _begin(self, flight: Flight) -> None:
        # A daemon: the interpreter does not wait for it when it exits.
        thread = Thread(
            target=copy_context().run, args=(self._fly, flight), name="novapost-token", daemon=True
        )
        try:
            thread.start()
        except RuntimeError:  # No more threads: the interpreter exits, or there is a limit.
            self._fly(flight)

    def _fly(self, flight: Flight) -> None:
        result: Lease | Failure | None = None
        began = self._supply.now()
        try:
            if flight.blocks():
                raise RuntimeError("no thread could be started to get a token")  # noqa: TRY301
            result, fetched = self._supply.obtain(flight, self._refused)
            if fetched and isinstance(result, Lease):
                took = self._supply.now().since(began)
                self._tell("fetch", result, took, attempt=self._failed() + 1)
        except LoopOver:
            pass  # Whoever waits will see to it.
        except Exception as error:  # noqa: BLE001 - it is for those who wait
            result = Failure.as_is(error)
        finally:
            with self._lock:
                self._flying -= 1
            self._land(flight, result)

    def _land(self, flight: Flight, result: Lease | Failure | None) -> None:
        """End ``flight``. If it was given up or replaced, it changes nothing any more."""
        now = self._supply.now()
        if isinstance(result, Lease) and result.stage(now) == "over":
            result = Failure.of(lambda: TimeoutError("the token ended before it arrived"))
        elif isinstance(result, Lease) and self._observer.watches:
            result = result.watched()
        outcome: Outcome = result if isinstance(result, Lease) else None
        with self._lock:
            if self._flight is flight:
                self._flight = None
                if isinstance(result, Failure):
                    attempt, draw = self._failed() + 1, self._supply.draw()
                    outcome = self._pause = pause_after(result, now, attempt=attempt, draw=draw)
                elif result is not None:
                    self.held, self._pause = result, None
                elif flight.patience is None:  # The store had nothing either.
                    outcome = self._pause
        try:
            if isinstance(result, Failure) and isinstance(outcome, Pause):
                self._tell("backoff", self.held, outcome.left(now), attempt=outcome.attempt)
        finally:
            flight.land(outcome)

    def _settle(self, flight: Flight) -> Lease | None:
        """Return the token that ``flight`` brought, or None to ask again."""
        if not flight.landed.done():
            self._land(flight, Failure.of(self._too_late))
        outcome, now = flight.landed.result(), self._supply.now()
        if isinstance(outcome, Pause):
            held = self.held
            if held.stage(now) == "over":
                raise outcome.error(now)
            return held  # Nothing better can be had.
        return None if outcome is None or outcome.stage(now) == "over" else outcome

    def _failed(self) -> int:
        return self._pause.attempt if self._pause else 0

    def _too_late(self) -> TimeoutError:
        return TimeoutError(f"no token within {self._limit:g} s")

    def _given(self, lease: Lease, asked: float) -> Lease:
        if self._observer.watches:
            self._tell("reuse", lease, self.clocks[0]() - asked)
        return lease

    def _tell(self, kind: Kind, lease: Lease, took: float = 0.0, *, attempt: int = 0) -> None:
        age = None if lease is NOTHING else lease.age(self._supply.now())
        self._observer.tell(TokenEvent(kind, age, took, attempt))

    def _after_fork(self) -> None:
        # The child has a copy of the lock, perhaps held, and of the flight, but not the threads.
        self._lock, self._flight, self._flying = Lock(), None, 0
        if self.held is not NOTHING:  # Children must not all renew it at the same moment.
            self.held = Lease.of(
                self.held.value, self.held.sent, self.held.life, self._supply.draw()
            )


_sources: WeakSet[TokenSource] = WeakSet()


def _after_fork() -> None:
    for source in _sources:
        source._after_fork()  # noqa: SLF001 - its own module


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)
