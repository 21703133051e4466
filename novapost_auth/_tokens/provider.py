"""Where tokens come from: the store, or else the service."""

from __future__ import annotations

from collections.abc import Callable

from attrs import frozen

from novapost_auth._secrets import Secret
from novapost_auth._settings import Clock, Instant
from novapost_auth._tokens.backoff import Failure
from novapost_auth._tokens.refresh import Refresh
from novapost_auth._tokens.request import TokenRequest
from novapost_auth._tokens.token import CachedToken, life_of
from novapost_auth.stores import MemoryTokenStore, StoredToken, TokenStore
from novapost_auth.stores._trouble import warn


@frozen(kw_only=True)
class TokenProvider:
    """Gets tokens, one at a time among all who share a store.

    All of it may block: it is not for event loops.
    """

    request: TokenRequest
    store: TokenStore
    clock: Clock
    draw: Callable[[], float]
    """Draws a random number in [0, 1)."""

    def now(self) -> Instant:
        """Return the present."""
        return Instant(self.clock.time(), self.clock.monotonic())

    def obtain(
        self, refresh: Refresh, refused: Secret | None, *, with_store: bool = True
    ) -> tuple[CachedToken | Failure | None, bool]:
        """Return a token or why there is none, and whether the service was asked.

        Args:
            refresh: for which this happens.
            refused: a token that the service has refused.
            with_store: whether to look into the store, and keep there what is fetched.

        Raises:
            LoopOver: the event loop that the token call needs has ended.

        """
        account, store = self.request.account, self.store if with_store else MemoryTokenStore()
        refresh.is_in_store = with_store
        if refused is not None:
            store.discard(account, refused)
        cached = self._stored(store, refresh.had, refused)
        if cached is not None or refresh.patience is None:
            return cached, False
        fetched = None
        try:
            with store.lock(account, refresh.patience):
                # Somebody else may have fetched.
                if cached := self._stored(store, refresh.had, refused):
                    return cached, False
                sent = self.now()
                refresh.is_in_store = False
                answer = self.request(refresh.loop)
                refresh.is_in_store = with_store
                if isinstance(answer, Failure):
                    return answer, True
                life = life_of(answer.reveal())
                fetched = CachedToken.of(answer, sent, life, self.draw())
                if not refresh.is_over:  # Else it was given up: a newer token may be there.
                    store.save(account, StoredToken(answer, sent.wall, life))
        except Exception as error:  # A store that breaks its word: the token is good all the same.
            if fetched is None:
                raise
            warn(f"a token could not be stored: {type(error).__name__}")
        return fetched, True

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
