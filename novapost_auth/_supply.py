"""Where tokens come from: the store, or else the service."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from attrs import frozen

from novapost_auth._backoff import Failure
from novapost_auth._clock import Clock, Instant
from novapost_auth._loop import Loop
from novapost_auth._secrets import Secret
from novapost_auth._token import Lease, life_of
from novapost_auth.stores import Account, StoredToken, TokenStore


class Fetch(Protocol):
    """Asks the service for a token."""

    @property
    def on_loop(self) -> bool:
        """Whether coroutines should have it done on their event loop."""
        ...

    def __call__(self, loop: Loop | None) -> Secret | Failure:
        """Do it, on ``loop`` or in this thread; return the token or why there is none."""
        ...


@frozen(kw_only=True)
class Supply:
    """Gets tokens, one at a time among all who share a store.

    All of it may block: it is not for event loops.
    """

    account: Account
    fetch: Fetch
    store: TokenStore
    clock: Clock
    draw: Callable[[], float]
    """Draws a random number in [0, 1)."""

    def now(self) -> Instant:
        """Return the present."""
        return Instant(self.clock.time(), self.clock.monotonic())

    def obtain(
        self,
        loop: Loop | None,
        *,
        had: Lease,
        refused: Secret | None,
        is_wanted: Callable[[], bool],
        patience: float | None,
    ) -> tuple[Lease | Failure | None, bool]:
        """Return a token or why there is none, and whether the service was asked.

        Args:
            loop: where the token call must be made, if that matters.
            had: what the caller has; a stored token must be better.
            refused: a token that the service has refused.
            is_wanted: whether the caller still waits.
            patience: seconds to wait for others who fetch for the same account; None to look
                into the store alone.

        Raises:
            LoopOver: ``loop`` ended during the token call.

        """
        if refused is not None:
            self.store.discard(self.account, refused)
        lease = self._stored(had, refused)
        if lease is not None or patience is None:
            return lease, False
        with self.store.lock(self.account, patience):
            if lease := self._stored(had, refused):  # Somebody else has fetched meanwhile.
                return lease, False
            sent = self.now()
            answer = self.fetch(loop)
            if isinstance(answer, Failure):
                return answer, True
            life = life_of(answer.reveal())
            if is_wanted():  # Else it is late, and a newer one may be there.
                self.store.save(self.account, StoredToken(answer, sent.wall, life))
        return Lease.of(answer, sent, life, self.draw()), True

    def _stored(self, had: Lease, refused: Secret | None) -> Lease | None:
        stored, now = self.store.load(self.account), self.now()
        if stored is None or stored.value in (had.value, refused):
            return None
        lease = Lease.from_store(stored, now, self.draw())
        if lease is None or lease.stage(now) == "last" or lease.left(now) <= had.left(now):
            return None
        return lease
