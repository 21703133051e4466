"""Where tokens come from: the store, or else the service."""

from __future__ import annotations

from collections.abc import Callable

from attrs import frozen

from novapost_auth._backoff import Failure
from novapost_auth._clock import Clock, Instant
from novapost_auth._fetch import TokenCall
from novapost_auth._flight import Flight
from novapost_auth._secrets import Secret
from novapost_auth._token import Lease, life_of
from novapost_auth.stores import StoredToken, TokenStore


@frozen(kw_only=True)
class Supply:
    """Gets tokens, one at a time among all who share a store.

    All of it may block: it is not for event loops.
    """

    call: TokenCall
    store: TokenStore
    clock: Clock
    draw: Callable[[], float]
    """Draws a random number in [0, 1)."""

    def now(self) -> Instant:
        """Return the present."""
        return Instant(self.clock.time(), self.clock.monotonic())

    def obtain(self, flight: Flight, refused: Secret | None) -> tuple[Lease | Failure | None, bool]:
        """Return a token or why there is none, and whether the service was asked.

        Args:
            flight: on which this happens.
            refused: a token that the service has refused.

        Raises:
            LoopOver: the event loop that the token call needs has ended.

        """
        account = self.call.account
        if refused is not None:
            self.store.discard(account, refused)
        lease = self._stored(flight.had, refused)
        if lease is not None or flight.patience is None:
            return lease, False
        with self.store.lock(account, flight.patience):
            if lease := self._stored(flight.had, refused):  # Somebody else has fetched meanwhile.
                return lease, False
            sent = self.now()
            answer = self.call(flight.loop)
            if isinstance(answer, Failure):
                return answer, True
            life = life_of(answer.reveal())
            if not flight.landed.done():  # Else it was given up, and a newer token may be there.
                self.store.save(account, StoredToken(answer, sent.wall, life))
        return Lease.of(answer, sent, life, self.draw()), True

    def _stored(self, had: Lease, refused: Secret | None) -> Lease | None:
        stored, now = self.store.load(self.call.account), self.now()
        if stored is None or stored.value in (had.value, refused):
            return None
        lease = Lease.from_store(stored, now, self.draw())
        if lease is None or lease.stage(now) == "last" or lease.left(now) <= had.left(now):
            return None
        return lease
