"""Doing a refresh: in a thread of its own, and to an end, whatever happens."""

from __future__ import annotations

from functools import partial

from novapost_auth._aside import HEARD, Latch, start
from novapost_auth._errors import TimeoutError  # noqa: A004 - ours, which is one of those too
from novapost_auth._secrets import Secret
from novapost_auth._tokens.backoff import Backoff, Failure
from novapost_auth._tokens.events import Kind, Observer, TokenEvent
from novapost_auth._tokens.policy import RefusalPolicy
from novapost_auth._tokens.provider import TokenProvider
from novapost_auth._tokens.refresh import Refresh
from novapost_auth._tokens.token import NOTHING, CachedToken
from novapost_auth._wire.loop import LoopOver
from novapost_auth.stores._trouble import warn


class Refresher:
    """Does the refreshes of a source, and tells of them once they are over.

    Args:
        provider: where tokens come from.
        observer: is told what happens to them.
        policy: knows which tokens were given up.

    """

    def __init__(self, provider: TokenProvider, observer: Observer, policy: RefusalPolicy) -> None:
        self._provider, self._observer, self._policy = provider, observer, policy
        self.refused: Secret | None = None
        """A token that the service has refused."""
        self.running: set[Refresh] = set()
        """Those that are being done, and those that were given up but go on."""

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
        now, events = self._provider.now(), []
        failed = refresh.backoff.attempt if refresh.backoff else 0
        if isinstance(result, CachedToken):
            if took is not None:
                events.append(self.event("fetch", result, took, attempt=failed + 1))
            if result.stage(now) == "over":
                result = Failure(lambda: TimeoutError("the token ended before it arrived"))
        if isinstance(result, Failure):
            draw = self._provider.draw()
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
        age = None if cached is NOTHING else cached.age(self._provider.now())
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
        began = self._provider.now()
        # One that was given up there may be stuck for ever, and the next would be as well.
        with_store = not any(one.is_in_store for one in list(self.running))
        self.running.add(refresh)
        try:
            if not with_store:
                warn("the token store does not answer; going on without it")
            if refresh.blocks():
                raise RuntimeError("no thread could be started to get a token")
            result = self._provider.obtain(refresh, self.refused, with_store=with_store)
        except LoopOver:
            pass  # Whoever waits will see to it.
        except faults as error:
            # Where no thread could be had nothing was sent: the next who asks may try again.
            result = Failure.as_is(error, 0.0 if refresh.blocks() else None)
        finally:
            self.running.discard(refresh)
        took = self._provider.now().since(began) if refresh.answer else None
        return self.finish(refresh, result, took)
