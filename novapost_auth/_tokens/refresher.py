"""Doing a refresh: from the store, or else from the service, and to an end, whatever happens."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from traceback import extract_tb

from novapost_auth._aside import HEARD, Latch, start
from novapost_auth._errors import TimeoutError  # noqa: A004 - ours, which is one of those too
from novapost_auth._secrets import Secret
from novapost_auth._settings import Clock, Instant
from novapost_auth._tokens.backoff import Backoff, Failure
from novapost_auth._tokens.events import Kind, Observer, TokenEvent
from novapost_auth._tokens.policy import RefusalPolicy
from novapost_auth._tokens.refresh import Refresh
from novapost_auth._tokens.request import TokenRequest
from novapost_auth._tokens.token import NOTHING, CachedToken, life_of
from novapost_auth._wire.loop import Loop, LoopOver
from novapost_auth.stores import MemoryTokenStore, StoredToken, TokenStore
from novapost_auth.stores._trouble import Trouble, warn


class Refresher:
    """Does the refreshes of a source, in threads of its own, and tells of them.

    Tokens are fetched one at a time among all who share the store.

    Args:
        request: asks the service for a token.
        store: where tokens are kept.
        clock: what tells the time.
        draw: draws a random number in [0, 1).
        observer: is told what happens to tokens.
        policy: knows which tokens were given up.

    """

    def __init__(  # noqa: PLR0913 - all that it takes
        self,
        request: TokenRequest,
        store: TokenStore,
        *,
        clock: Clock,
        draw: Callable[[], float],
        observer: Observer,
        policy: RefusalPolicy,
    ) -> None:
        self.request, self.store, self.draw = request, store, draw
        self._clock, self._observer, self._policy = clock, observer, policy
        self._trouble = Trouble(type(store).__name__)
        self.refused: Secret | None = None
        """A token that the service has refused."""
        self.running: set[Refresh] = set()
        """Those that are being done, and those that were given up but go on."""

    def now(self) -> Instant:
        """Return the present."""
        return Instant(self._clock.time(), self._clock.monotonic())

    def begin(self, refresh: Refresh) -> None:
        """Have ``refresh`` done, unless somebody does it already."""
        if start(partial(self._run, refresh, BaseException), "novapost-token"):
            refresh.starting = False
        else:
            self._run(refresh, Exception)  # The caller is who is interrupted by the others.

    def finish(
        self, refresh: Refresh, result: CachedToken | Failure | None, took: float | None = None
    ) -> list[Latch]:
        """End ``refresh``. If it was given up or replaced, it changes nothing any more.

        Args:
            refresh: the one.
            result: what it has brought.
            took: seconds that a fetch took, if there was one.

        Returns:
            What is set once those who watch have been told of it.

        """
        now, events = self.now(), []
        failed = refresh.backoff.attempt if refresh.backoff else 0
        if isinstance(result, CachedToken):
            if took is not None:
                events.append(self.event("fetch", result, took, attempt=failed + 1))
            if result.stage(now) == "over":
                result = Failure(lambda: TimeoutError("the token ended before it arrived"))
        if isinstance(result, Failure):
            draw = self.draw()
            outcome = Backoff.after(result, now, attempt=failed + 1, draw=draw)
            if refresh.finish(outcome):
                held = NOTHING if self._policy.is_dropped(refresh.had) else refresh.had
                left = outcome.left(now)
                events.append(self.event("backoff", held, left, attempt=failed + 1))
        elif result is not None:
            refresh.finish(result.watched() if self._observer.watches else result)
        else:  # Nobody knows; or the store that was looked into had nothing either.
            refresh.finish(refresh.backoff if refresh.patience is None else None)
        return [self._observer.tell_aside(event) for event in events]

    def event(
        self, kind: Kind, cached: CachedToken, took: float = 0.0, *, attempt: int = 0
    ) -> TokenEvent:
        """Return what to tell of ``cached``."""
        age = None if cached is NOTHING else cached.age(self.now())
        return TokenEvent(kind, age, took, attempt)

    def _run(self, refresh: Refresh, faults: type[BaseException]) -> None:
        try:
            if refresh.claim():
                for told in self._obtain(refresh, faults):
                    told.wait(HEARD)
        except BaseException:  # An interrupt, or a clock that fails: nobody does it any more.
            refresh.finish(None)
            raise
        finally:
            refresh.told.set()

    def _obtain(self, refresh: Refresh, faults: type[BaseException]) -> list[Latch]:
        result: CachedToken | Failure | None = None
        began = self.now()
        # One that was given up there may be stuck for ever, and the next would be as well.
        with_store = not any(one.is_in_store for one in list(self.running))
        self.running.add(refresh)
        try:
            if not with_store:
                warn("the token store does not answer; going on without it")
            if refresh.blocks():
                raise RuntimeError("no thread could be started to get a token")
            result = self._found(refresh, with_store=with_store)
        except LoopOver:
            pass  # Whoever waits will see to it.
        except faults as error:
            # Where no thread could be had nothing was sent: the next who asks may try again.
            result = Failure.as_is(error, 0.0 if refresh.blocks() else None)
        finally:
            self.running.discard(refresh)
        took = self.now().since(began) if refresh.answer else None
        return self.finish(refresh, result, took)

    def _found(self, refresh: Refresh, *, with_store: bool) -> CachedToken | Failure | None:
        """Return a token or why there is none, whatever the store does."""
        refresh.is_in_store = with_store
        store = self.store if with_store else MemoryTokenStore()
        try:
            return self._found_in(store, refresh)
        except Exception as error:  # Of a store that breaks its word: it never fails a call.
            if not refresh.is_in_store:
                raise
            self._trouble.say(f"{type(error).__name__} {_place(error)}")
        return refresh.answer or self._found(refresh, with_store=False)

    def _found_in(self, store: TokenStore, refresh: Refresh) -> CachedToken | Failure | None:
        """Look into ``store``, take its lock, look again, ask the service; keep what it says."""
        account, with_store, refused = self.request.account, refresh.is_in_store, self.refused
        if refused is not None:
            store.discard(account, refused)
        cached = self._stored(store, refresh.had, refused)
        if cached is not None or refresh.patience is None:
            return cached
        with store.lock(account, refresh.patience):
            if cached := self._stored(store, refresh.had, refused):  # Somebody else has fetched.
                return cached
            refresh.is_in_store = False
            refresh.answer = answer = self._asked(refresh.loop)
            refresh.is_in_store = with_store
            # One that was given up is not kept: a newer token may be there.
            if isinstance(answer, CachedToken) and not refresh.is_over:
                store.save(account, StoredToken(answer.value, answer.sent.wall, answer.life))
        if refresh.answer is None:
            raise LookupError  # The lock has kept an error to itself.
        return refresh.answer

    def _asked(self, loop: Loop | None) -> CachedToken | Failure:
        sent, answer = self.now(), self.request(loop)
        if isinstance(answer, Failure):
            return answer
        return CachedToken.of(answer, sent, life_of(answer.reveal()), self.draw())

    def _stored(
        self, store: TokenStore, had: CachedToken, refused: Secret | None
    ) -> CachedToken | None:
        stored, now = store.load(self.request.account), self.now()
        if stored is None or stored.value in (had.value, refused):
            return None
        cached = CachedToken.from_store(stored, now, self.draw())
        if cached is None or cached.stage(now) == "last" or cached.left(now) <= had.left(now):
            return None
        return cached


def _place(error: Exception) -> str:
    """Tell where ``error`` was raised. What it says is not told: it may be secret."""
    frame = extract_tb(error.__traceback__)[-1]
    return f"at {frame.filename}:{frame.lineno} in {frame.name}"
