"""Where tokens come from: the store, or else the service."""

from __future__ import annotations

from collections.abc import Callable
from traceback import extract_tb

from novapost_auth._secrets import Secret
from novapost_auth._settings import Clock, Instant
from novapost_auth._tokens.backoff import Failure
from novapost_auth._tokens.refresh import Refresh
from novapost_auth._tokens.request import TokenRequest
from novapost_auth._tokens.token import CachedToken, life_of
from novapost_auth._wire import Loop
from novapost_auth.stores import MemoryTokenStore, StoredToken, TokenStore
from novapost_auth.stores._trouble import Trouble


class TokenProvider:
    """Gets tokens, one at a time among all who share a store.

    All of it may block: it is not for event loops.
    """

    def __init__(
        self, request: TokenRequest, store: TokenStore, clock: Clock, draw: Callable[[], float]
    ) -> None:
        self.request, self.store, self.draw = request, store, draw
        self._clock = clock
        self._trouble = Trouble(type(store).__name__)

    def now(self) -> Instant:
        """Return the present."""
        return Instant(self._clock.time(), self._clock.monotonic())

    def obtain(
        self, refresh: Refresh, refused: Secret | None, *, with_store: bool = True
    ) -> CachedToken | Failure | None:
        """Return a token or why there is none; ``refresh.answer`` is what the service has said.

        Args:
            refresh: for which this happens.
            refused: a token that the service has refused.
            with_store: whether to look into the store, and keep there what is fetched.

        Raises:
            LoopOver: the event loop that the token call needs has ended.

        """
        refresh.is_in_store = with_store
        store = self.store if with_store else MemoryTokenStore()
        try:
            return self._obtain(store, refresh, refused)
        except Exception as error:  # Of a store that breaks its word: it never fails a call.
            if not refresh.is_in_store:
                raise
            self._trouble.say(f"{type(error).__name__} {_place(error)}")
        return refresh.answer or self.obtain(refresh, refused, with_store=False)

    def _obtain(
        self, store: TokenStore, refresh: Refresh, refused: Secret | None
    ) -> CachedToken | Failure | None:
        account, with_store = self.request.account, refresh.is_in_store
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
            raise RuntimeError("a lock has kept an error to itself")
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
