"""Failures to get a token, and how long the service is left alone after them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from novapost_auth._errors import NovaPostError, copy_of
from novapost_auth._settings import Instant

_WAITS: Final = (1.0, 60.0)  # Seconds: the least before the second attempt, the most ever.
_LONGEST_RETRY_AFTER: Final = 300.0  # Seconds. A longer wait would outlast what it is for.


class Failure:
    """Why no token could be had. Several callers are told, each by an error of its own.

    An exception that several threads raise would gather the tracebacks of all of them.

    Args:
        make: makes an error.
        pause: seconds until the next attempt; None if that depends on how many have failed.

    """

    def __init__(self, make: Callable[[], Exception], pause: float | None = None) -> None:
        self.make = make
        self.pause = pause

    @classmethod
    def as_is(cls, error: BaseException, pause: float | None = None) -> Failure:
        """Return the failure of a fault in somebody's code, which is better shown as it is.

        What would end, or cancel, whoever is told of it is told by another error.
        """
        if not isinstance(error, Exception):
            said = f"{type(error).__name__}: {error}".rstrip(": ")
            error = RuntimeError(f"getting a token was broken off by {said}")
        return cls(lambda: copy_of(error), pause)


class Backoff:
    """A failure that everyone is told until it is time to try again.

    Args:
        failure: the one.
        until: that time, by the monotonic clock.
        attempt: how many attempts in a row have failed.

    """

    def __init__(self, failure: Failure, until: float, attempt: int) -> None:
        self.failure = failure
        self.until = until
        self.attempt = attempt

    @classmethod
    def after(cls, failure: Failure, now: Instant, *, attempt: int, draw: float) -> Backoff:
        """Return how long to leave the service alone.

        Args:
            failure: what happened.
            now: when.
            attempt: how many in a row have failed.
            draw: a random number in [0, 1), so that many clients do not come back at once.

        """
        seconds = failure.pause
        if seconds is None:
            first, longest = _WAITS
            most = min(longest, first * 2.0 ** min(attempt, 30))
            asked = getattr(failure.make(), "retry_after", None) or 0.0
            seconds = max(most * (1.0 + draw) / 2, min(asked, _LONGEST_RETRY_AFTER))
        return cls(failure, now.monotonic + seconds, attempt)

    def left(self, now: Instant) -> float:
        """Return the seconds until the next attempt."""
        return max(self.until - now.monotonic, 0.0)

    def error(self, now: Instant) -> Exception:
        """Return an error to raise. Its ``retry_after`` says when trying again is of use."""
        error = self.failure.make()
        if isinstance(error, NovaPostError) and self.failure.pause is None:
            error.retry_after = self.left(now)
        return error
