"""Where tokens come from: the store, or else the service."""

from __future__ import annotations

from collections.abc import Callable
from traceback import extract_tb

from attrs import Factory, field, frozen

from novapost_auth._secrets import Secret
from novapost_auth._settings import Clock, Instant
from novapost_auth._tokens.backoff import Failure
from novapost_auth._tokens.refresh import Refresh
from novapost_auth._tokens.request import TokenRequest
from novapost_auth._tokens.token import CachedToken, life_of
from novapost_auth._wire import Loop
from novapost_auth.stores import MemoryTokenStore, StoredToken, TokenStore
from novapost_auth.stores._trouble import Trouble


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
    trouble: Trouble = field(
        init=False,
        default=Factory(lambda self: Trouble(type(self.store).__name__), takes_self=True),
    )

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
        refresh.is_in_store = with_store
        found: list[CachedToken | Failure] = []
        try:
            store = self.store if with_store else MemoryTokenStore()
            return self._obtain(store, refresh, refused, found)
        except Exception as error:  # Of a store that breaks its word: it never fails a call.
            if not refresh.is_in_store:
                raise
            self.trouble.say(f"{type(error).__name__} {_place(error)}")
        if found:
            return found[0], True
        return self.obtain(refresh, refused, with_store=False)

    def _obtain(
        self,
        store: TokenStore,
        refresh: Refresh,
        refused: Secret | None,
        found: list[CachedToken | Failure],
    ) -> tuple[CachedToken | Failure | None, bool]:
        """Do it; ``found`` takes what the service has answered, whatever the store does then."""
        account, with_store = self.request.account, refresh.is_in_store
        if refused is not None:
            store.discard(account, refused)
        cached = self._stored(store, refresh.had, refused)
        if cached is not None or refresh.patience is None:
            return cached, False
        with store.lock(account, refresh.patience):
            if cached := self._stored(store, refresh.had, refused):  # Somebody else has fetched.
                return cached, False
            refresh.is_in_store = False
            found.append(self._asked(refresh.loop))
            refresh.is_in_store = with_store
            result = found[0]
            # One that was given up is not kept: a newer token may be there.
            if isinstance(result, CachedToken) and not refresh.is_over:
                store.save(account, StoredToken(result.value, result.sent.wall, result.life))
        return found[0], True  # There is none if the lock has kept an error to itself.

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
