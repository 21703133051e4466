"""What a token store is: two small records and four methods, so that anyone can write one."""

from contextlib import AbstractContextManager
from typing import Protocol, runtime_checkable

from attrs import frozen

from novapost_auth._secrets import Secret


@frozen
class Account:
    """Whose token is meant: one API key at one server.

    Args:
        origin: The server's base URL without a trailing slash, such as
            ``https://api.novapost.com/v.1.0``. A token is valid only where it was issued, so the
            origin is as much a part of the account as the key is.
        api_key: The key. A store must keep neither it nor anything it could be read from.

    """

    origin: str
    api_key: Secret


@frozen
class StoredToken:
    """A token as a store keeps it.

    Args:
        value: The JWT.
        fetched_at: When the token call was sent: wall clock, seconds since the epoch.
        life: How long the token is valid from then on, in seconds.

    """

    value: Secret
    fetched_at: float
    life: float

    @property
    def expires_at(self) -> float:
        """The end of the token's life: wall clock, seconds since the epoch."""
        return self.fetched_at + self.life


@runtime_checkable
class TokenStore(Protocol):
    """Where tokens are kept between fetches, and the lock that makes one fetch of many.

    A fetch goes: `load`; if that holds no fresh token, `lock`; inside the lock `load` again,
    since another thread, process or machine may have fetched meanwhile; then the token call and
    `save`.

    **A store never raises for trouble with its medium.** A full disk, a broken file or a server
    that is down must not fail a call that can go on without a store: say so once on the logger
    ``novapost`` and behave as if empty and unlocked. Only construction may raise, and only for
    arguments that can never work. (What is raised all the same is logged, and fails no call.)

    A store does not judge whether a token is still fresh; who loads it does, with its own clock.
    It may forget a token at any time, and should once the token's life is over.

    All methods may block, and are called in threads of their own, never on an event loop; in
    any thread, also at the same time.
    """

    def load(self, account: Account) -> StoredToken | None:
        """Return the token last saved for this account, or None."""
        ...

    def save(self, account: Account, token: StoredToken) -> None:
        """Keep a token in place of the account's last one."""
        ...

    def discard(self, account: Account, value: Secret) -> None:
        """Forget the account's token if it is this one.

        A token that was refused late must not take a newer one with it, so anything but `value`
        stays.
        """
        ...

    def lock(self, account: Account, timeout: float) -> AbstractContextManager[bool]:
        """Return the account's lock as a context manager for one use.

        Entering waits at most `timeout` seconds and gives True: the lock is held until the block
        is left; or False: it could not be had, go on without it. The lock may be left in another
        thread than it was entered in, and must not outlive a holder that has died for long.

        Args:
            account: Whose lock.
            timeout: Seconds to wait; 0 tries once.

        """
        ...
