"""A clock that tests can move."""

from __future__ import annotations

import time

from attrs import define, field


@define
class FakeClock:
    """Tells the real time until it is moved; then the real time and how far it was moved.

    Args:
        at: Where to stand still, in seconds since the epoch: with it, time passes only by
            ``advance``.

    """

    _at: float | None = None
    _moved: float = field(default=0.0, init=False)

    def time(self) -> float:
        """Return the wall clock's time, in seconds since the epoch."""
        return (time.time() if self._at is None else self._at) + self._moved

    def monotonic(self) -> float:
        """Return the time of a clock that no one sets, in seconds."""
        return (time.monotonic() if self._at is None else 0.0) + self._moved

    def advance(self, seconds: float) -> None:
        """Let ``seconds`` pass, on both clocks."""
        self._moved += seconds
