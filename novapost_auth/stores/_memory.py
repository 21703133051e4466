"""Tokens kept in this process."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

from novapost_auth._aside import Latch
from novapost_auth._secrets import Secret
from novapost_auth._wire.weakly import told_of_forks
from novapost_auth.stores._protocol import Account, StoredToken

_LOOK_AGAIN = 0.25  # Seconds after which it is looked who holds a lock, should nobody have said.


class MemoryTokenStore:
    """Keeps tokens in memory: the default.

    Each client has its own unless you pass one to several clients; those that share it and use
    the same key share one token and one fetch.
    """

    # A signal's handler may raise at any line, where no thread can be had even at these. So nothing
    # is locked that could be left so: each step is one operation on a dictionary.

    def __init__(self) -> None:
        self._kept: dict[Account, list[StoredToken]] = {}
        self._dropped: dict[Account, list[StoredToken]] = {}  # Of each account the last one.
        self._renew_locks()
        _stores.add(self)

    def __repr__(self) -> str:
        return f"{type(self).__name__}()"

    def __reduce__(self) -> NoReturn:
        raise TypeError(f"a {type(self).__name__} cannot be pickled: its tokens stay in memory")

    def load(self, account: Account) -> StoredToken | None:
        """Return the token last saved for this account, or None."""
        kept = self._kept.get(account)
        return None if kept is None or kept is self._dropped.get(account) else kept[0]

    def save(self, account: Account, token: StoredToken) -> None:
        """Keep a token in place of the account's last one, and drop those that are over."""
        for other, (kept,) in list(self._kept.items()):
            if kept.expires_at <= token.fetched_at:
                self._kept.pop(other, None)
                self._dropped.pop(other, None)
        self._kept[account] = [token]

    def discard(self, account: Account, value: Secret) -> None:
        """Forget the account's token if it is this one."""
        kept = self._kept.get(account)
        if kept is not None and kept[0].value == value:
            self._dropped[account] = kept

    @contextmanager
    def lock(self, account: Account, timeout: float) -> Iterator[bool]:
        """Hold the account's lock within this process, waiting at most `timeout` seconds."""
        locks, mine = self._locks, Latch()
        try:
            try:
                yield _is_taken(locks, account, mine, timeout)
            finally:
                _free(locks, account, mine)
        finally:  # That may have been interrupted.
            _free(locks, account, mine)

    def _renew_locks(self) -> None:
        # A fork copies locks held by threads that the child does not have: none would release them.
        self._locks: dict[Account, Latch] = {}  # By whom they are held.


def _is_taken(locks: dict[Account, Latch], account: Account, mine: Latch, timeout: float) -> bool:
    ends = time.monotonic() + timeout
    while (holder := locks.setdefault(account, mine)) is not mine:
        left = ends - time.monotonic()
        if left <= 0.0:
            return False
        holder.wait(min(left, _LOOK_AGAIN))
    return True


def _free(locks: dict[Account, Latch], account: Account, mine: Latch) -> None:
    if locks.get(account) is mine:
        locks.pop(account, None)
    mine.set()


_stores = told_of_forks(MemoryTokenStore._renew_locks)  # noqa: SLF001 - its own module
