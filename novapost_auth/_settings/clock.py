"""Where the token layer takes the time from, so that tests can move it."""

from __future__ import annotations

import math
import time
from contextlib import suppress
from datetime import UTC, datetime
from typing import Final, NamedTuple, Protocol

from novapost_auth._errors import misfit


class Clock(Protocol):
    """A wall clock and a monotonic clock, both in seconds.

    One that tests move may also have ``sleep(seconds)``, which then does all waiting.
    """

    def time(self) -> float:
        """Return the seconds since the epoch."""
        ...

    def monotonic(self) -> float:
        """Return seconds that never go back."""
        ...


class Instant(NamedTuple):
    """One moment by both clocks."""

    wall: float
    monotonic: float

    def since(self, earlier: Instant) -> float:
        """Return the seconds since ``earlier`` by the clock that counts more of them.

        The monotonic clock stands still while a machine sleeps, the wall clock may be set
        back: for a token, what counts is the one that says it is older.
        """
        return max(self.wall - earlier.wall, self.monotonic - earlier.monotonic)


class _SystemClock:
    """The module ``time`` would do, but for its ``sleep``, which stops event loops."""

    monotonic = staticmethod(time.monotonic)
    time = staticmethod(time.time)  # Last: from here on, the name is this.


_SYSTEM_CLOCK: Final[Clock] = _SystemClock()


def checked(clock: Clock | None) -> Clock:
    """Return ``clock``, or the system's for None.

    Raises:
        ConfigurationError: it does not tell the time.

    """
    if clock is None:
        return _SYSTEM_CLOCK
    with suppress(AttributeError, TypeError, ValueError, OverflowError, OSError):
        datetime.fromtimestamp(clock.time(), UTC)  # What a token's times are made with.
        if math.isfinite(clock.monotonic()):
            return clock
    raise misfit(clock, "the clock must have .time() and .monotonic(), both in seconds")


def pause(clock: Clock, seconds: float) -> None:
    """Wait on ``clock``: by its own ``sleep``, which tests may give it, or by time's."""
    getattr(clock, "sleep", time.sleep)(seconds)


async def apause(clock: Clock, seconds: float) -> None:
    """As ``pause``, on the event loop, where others get their turn in any case."""
    import anyio  # noqa: PLC0415 - takes a while, and threads do without

    if sleep := getattr(clock, "sleep", None):
        sleep(seconds)
        seconds = 0.0
    await anyio.sleep(seconds)
