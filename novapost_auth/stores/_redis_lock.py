"""A lock on a Redis server, which is held for as long as its holder is there, and no longer."""

import time

from redis import Redis, RedisError
from redis.exceptions import LockNotOwnedError
from redis.lock import Lock

from novapost_auth._aside import Latch, start

_LIFE = 6.0  # Seconds after which it ends if nothing is heard of its holder.
_BEAT = 1.5  # Seconds between two times that the holder says that he is there.
_LONGEST = 35.0  # Seconds for which he says so: nobody waits for a fetch that takes longer.
_POLL = 0.05  # Seconds between two tries.


class RedisLock:
    """Held by one thread of one machine.

    Whatever its holder does may take long, but a dead one shall not be waited for: so it ends soon,
    and a thread puts its end off until it is released. Where there is no such thread it ends late.
    """

    def __init__(self, redis: Redis, name: str) -> None:
        self._lock = Lock(redis, name, timeout=_LIFE, sleep=_POLL, thread_local=False)
        self._released = Latch()

    def acquire(self, timeout: float) -> bool:
        """Try to take it for so many seconds, once at least; tell whether it is held."""
        if not self._lock.acquire(blocking_timeout=max(timeout, 0.0)):
            return False
        if not start(self._put_off, "novapost-lock"):
            self._lock.extend(_LONGEST, replace_ttl=True)
        return True

    def release(self) -> None:
        """Release it."""
        self._released.set()
        self._lock.release()

    def _put_off(self) -> None:
        ends = time.monotonic() + _LONGEST
        while time.monotonic() < ends:
            self._released.wait(_BEAT)
            if self._released.is_set:
                return
            try:
                self._lock.reacquire()
            except LockNotOwnedError:  # It has ended, or was released just now.
                return
            except (RedisError, OSError):
                continue  # Perhaps next time. Who releases it will say what the trouble is.
