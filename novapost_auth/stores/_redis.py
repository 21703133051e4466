"""Tokens kept on a Redis server, for fleets of machines."""

from __future__ import annotations

import hmac
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import BytesIO
from typing import TYPE_CHECKING, NoReturn, Self, cast
from urllib.parse import urlsplit

from novapost_auth._errors import ConfigurationError, check_held
from novapost_auth._secrets import Secret, unchecked
from novapost_auth.stores._codec import decode, encode
from novapost_auth.stores._protocol import Account, StoredToken
from novapost_auth.stores._trouble import Trouble

_missing: str | None = None
try:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM
    from redis import Redis, RedisError

    from novapost_auth.stores._redis_lock import RedisLock
    from novapost_auth.stores._redis_pool import new_pool, passwords_of
except ImportError as error:  # Said to who makes a store, not to who looks at all names.
    if TYPE_CHECKING:
        raise
    _missing = error.name

_ANSWER_WITHIN = 1.0  # Seconds for each command: a Redis nearby, or none at all.
_NONCE_BYTES = 12
_DELETE_IF_EQUAL = (
    "if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) end"
)


class RedisTokenStore:
    """Keeps tokens on a Redis server that many machines share.

    Machines with the same key make one fetch between them. What Redis holds tells nothing to
    those who can read it but have no API key: an entry's name is an HMAC of the server's URL
    under the API key, its value is encrypted (AES-256-GCM) under a key derived from it. An entry
    ends with its token, a lock some seconds after its holder, however long a fetch takes.

    Trouble with Redis never fails a call: it is said once on the logger ``novapost``, and tokens
    are fetched as if there were no store. Each command waits 1 s at most, unless the URL says
    otherwise (``?socket_timeout=5``).

    Needs the extra ``novapost[redis]``. It can be closed, or used as a context manager.

    Args:
        url: ``redis://[user:password@]host[:port][/database]``, ``rediss://`` for TLS, or
            ``unix://path``. Options of redis-py's connections may follow as a query.

    Raises:
        ConfigurationError: `url` is none of these.
        ImportError: The extra is not installed.

    """

    def __init__(self, url: str) -> None:
        held, url = unchecked(url), ""  # No traceback shows its password from here on.
        self._shown = "?"
        if _missing:
            raise ImportError(
                "RedisTokenStore needs more packages: pip install 'novapost[redis]'", name=_missing
            )
        check_held(held, "the URL of a Redis token store must be text, such as redis://host:6379/0")
        self._redis, self._shown = _connected(held)
        kinds = RedisError, OSError, ValueError
        self._trouble = Trouble(repr(self), *kinds, secrets=passwords_of(held))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._shown!r})"

    def __reduce__(self) -> NoReturn:
        raise TypeError(f"a {type(self).__name__} cannot be pickled: its URL may hold a password")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections. Safe to call twice; a later call opens new ones."""
        self._redis.close()

    def load(self, account: Account) -> StoredToken | None:
        """Return the token last saved for this account, or None."""
        with self._trouble.absorbed():
            sealed = self._sealed(account)
            return None if sealed is None else _open(account, sealed)
        return None

    def save(self, account: Account, token: StoredToken) -> None:
        """Keep a token in place of the account's last one, until it ends."""
        with self._trouble.absorbed():
            milliseconds = max(1, int(token.life * 1000))
            self._redis.set(_name(account), _seal(account, token), px=milliseconds)

    def discard(self, account: Account, value: Secret) -> None:
        """Forget the account's token if it is this one."""
        with self._trouble.absorbed():
            sealed = self._sealed(account)
            if sealed is not None and _open(account, sealed).value == value:
                # What was just read, and nothing that another machine has saved since.
                self._redis.eval(_DELETE_IF_EQUAL, 1, _name(account), sealed)

    @contextmanager
    def lock(self, account: Account, timeout: float) -> Iterator[bool]:
        """Hold the account's lock among all machines, waiting about `timeout` seconds at most."""
        lock = None
        with self._trouble.absorbed():
            lock = self._acquired(account, timeout)
        try:
            yield lock is not None
        finally:
            if lock is not None:
                with self._trouble.absorbed():
                    lock.release()

    def _acquired(self, account: Account, timeout: float) -> RedisLock | None:
        lock = RedisLock(self._redis, f"{_name(account)}:lock")
        if lock.acquire(timeout):
            return lock
        if timeout > 0.0:  # Else it was but a try.
            raise TimeoutError("another machine holds the lock for too long")
        return None

    def _sealed(self, account: Account) -> bytes | None:
        return cast("bytes | None", self._redis.get(_name(account)))


def _name(account: Account) -> str:
    return f"novapost:token:{_derived(account, 'name').hex()}"


def _seal(account: Account, token: StoredToken) -> bytes:
    nonce = os.urandom(_NONCE_BYTES)
    return nonce + AESGCM(_derived(account, "value")).encrypt(
        nonce, encode(token).getbuffer(), None
    )


def _open(account: Account, sealed: bytes) -> StoredToken:
    nonce, rest = sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:]
    try:
        return decode(BytesIO(AESGCM(_derived(account, "value")).decrypt(nonce, rest, None)))
    except InvalidTag:
        raise ValueError("what is stored was not written with this API key") from None


def _derived(account: Account, purpose: str) -> bytes:
    # Name and encryption key are as unlike as if drawn by lot, and neither leads to the API key.
    return hmac.digest(
        account.api_key.reveal().encode(), f"{purpose}\0{account.origin}".encode(), "sha256"
    )


def _connected(url: Secret) -> tuple[Redis, str]:
    """Return a client, which connects when first used, and the URL as it may be shown."""
    with suppress(AttributeError, RedisError, TypeError, ValueError):
        # Sees to the options; opens nothing. It is no variable, as it shows what it does not know.
        new_pool(url, _ANSWER_WITHIN).make_connection()
        return Redis.from_pool(new_pool(url, _ANSWER_WITHIN)), _shown(url.reveal())
    # Here, where no context shows the URL and its password.
    raise ConfigurationError(
        "the URL of a Redis token store must look like redis://host:6379/0, rediss:// for "
        "TLS, or unix:///path, with options that redis-py knows"
    )


def _shown(url: str) -> str:
    parts = urlsplit(url)
    database = parts.path.strip("/")
    if parts.scheme != "unix" and database and not database.isdigit():
        raise ValueError  # redis-py would take database 0.
    if not url.isprintable() or "decode_responses" in parts.query:
        raise ValueError  # No connection could work.
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"
