"""Tokens kept in this process."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import NoReturn
from weakref import WeakSet

from novapost_auth._secrets import Secret
from novapost_auth.stores._protocol import Account, StoredToken


class MemoryTokenStore:
    """Keeps tokens in memory: the default.

    Each client has its own unless you pass one to several clients; those that share it and use
    the same key share one token and one fetch.
    """

    def __init__(self) -> None:
        self._tokens: dict[Account, StoredToken] = {}
        self._renew_locks()
        _stores.add(self)

    def __repr__(self) -> str:
        return f"{type(self).__name__}()"

    def __reduce__(self) -> NoReturn:
        raise TypeError(f"a {type(self).__name__} cannot be pickled: its tokens stay in memory")

    def load(self, account: Account) -> StoredToken | None:
        """Return the token last saved for this account, or None."""
        with self._guard:
            return self._tokens.get(account)

    def save(self, account: Account, token: StoredToken) -> None:
        """Keep a token in place of the account's last one, and drop those that are over."""
        with self._guard:
            over = [a for a, t in self._tokens.items() if t.expires_at <= token.fetched_at]
            for expired in over:
                del self._tokens[expired]
            self._tokens[account] = token

    def discard(self, account: Account, value: Secret) -> None:
        """Forget the account's token if it is this one."""
        with self._guard:
            kept = self._tokens.get(account)
            if kept is not None and kept.value == value:
                del self._tokens[account]

    @contextmanager
    def lock(self, account: Account, timeout: float) -> Iterator[bool]:
        """Hold the account's lock within this process, waiting at most `timeout` seconds."""
        with self._guard:
            lock = self._locks.setdefault(account, Lock())
        held = lock.acquire(timeout=max(timeout, 0.0))
        try:
            yield held
        finally:
            if held:
                lock.release()

    def _renew_locks(self) -> None:
        self._guard = Lock()
        self._locks: dict[Account, Lock] = {}


_stores: WeakSet[MemoryTokenStore] = WeakSet()


def _renew_after_fork() -> None:
    # A fork copies locks held by threads that the child does not have: nobody would release them.
    for store in _stores:
        store._renew_locks()  # noqa: SLF001 (its own module)


if sys.platform != "win32":
    os.register_at_fork(after_in_child=_renew_after_fork)
