"""A clock that tests can move."""

from __future__ import annotations

import time
from threading import Lock

from attrs import define, field

from novapost_auth._errors import ConfigurationError, check_type


def _check(_clock: object, _attribute: object, at: float | None) -> None:
    check_type(at, "at must be a number of seconds", int, float, None)


@define
class FakeClock:
    """Tells the real time until it is moved; then the real time and how far it was moved.

    Args:
        at: Where to stand still, in seconds since the epoch: with it, time passes only by
            ``advance``.

    """

    _at: float | None = field(default=None, validator=_check, alias="at")
    _moved: float = field(default=0.0, init=False)
    _lock: Lock = field(factory=Lock, init=False, repr=False)

    def time(self) -> float:
        """Return the wall clock's time, in seconds since the epoch."""
        return (time.time() if self._at is None else self._at) + self._moved

    def monotonic(self) -> float:
        """Return the time of a clock that no one sets, in seconds."""
        return (time.monotonic() if self._at is None else 0.0) + self._moved

    def advance(self, seconds: float) -> None:
        """Let ``seconds`` pass, on both clocks.

        Raises:
            ConfigurationError: It is no number, or below 0.

        """
        check_type(seconds, "seconds must be a number", int, float)
        if not seconds >= 0:
            raise ConfigurationError(f"seconds must be 0 or more, not {seconds}")
        with self._lock:
            self._moved += seconds

    def sleep(self, seconds: float) -> None:
        """Let ``seconds`` pass without waiting: a client with this clock retries at once."""
        self.advance(seconds)
