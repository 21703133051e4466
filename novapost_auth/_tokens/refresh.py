"""One attempt to get a token, shared by all who wait for it."""

from __future__ import annotations

import time
from concurrent.futures import Future, InvalidStateError, wait
from contextlib import suppress
from threading import get_ident
from typing import Final, TypeAlias

from novapost_auth._tokens.backoff import Backoff
from novapost_auth._tokens.token import CachedToken
from novapost_auth._wire.loop import Loop

Outcome: TypeAlias = CachedToken | Backoff | None
"""None: nobody knows, for the event loop that did the fetch ended; ask again."""


class Refresh:
    """A fetch under way, in a thread that is no caller's: none can harm it by giving up.

    Args:
        limit: real seconds after which nobody waits any longer, whatever the injected clock
            says.
        loop: the event loop that the token call needs, if it does.
        had: what was held when it began; the new token must be better.
        patience: seconds for which it may wait for others who fetch for the same account; None
            to look into the store alone, which another process may have filled.

    """

    def __init__(
        self, limit: float, *, loop: Loop | None, had: CachedToken, patience: float | None
    ) -> None:
        self.outcome: Final[Future[Outcome]] = Future()
        self.loop: Final = loop
        self.had: Final = had
        self.patience: Final = patience
        self._ends = time.monotonic() + limit

    def blocks(self) -> bool:
        """Tell whether waiting in this thread would stop the very loop that does the work."""
        return self.loop is not None and self.loop.thread == get_ident()

    def finish(self, outcome: Outcome) -> None:
        """Wake all who wait. Only the first outcome counts."""
        with suppress(InvalidStateError):
            self.outcome.set_result(outcome)

    def wait(self, seconds: float | None) -> bool:
        """Wait in a thread, until it has ended or time is up; tell whether it was given its time.

        Args:
            seconds: how long the caller can wait, if that is limited.

        """
        wait([self.outcome], self._left(seconds))
        return self.outcome.done() or self._left(None) <= 0.0

    async def wait_on(self, loop: Loop, seconds: float | None) -> bool:
        """As ``wait``, in a coroutine on ``loop``."""
        if not self.outcome.done():
            await loop.wait(self.outcome, self._left(seconds))
        return self.outcome.done() or self._left(None) <= 0.0

    def _left(self, seconds: float | None) -> float:
        left = max(self._ends - time.monotonic(), 0.0)
        return left if seconds is None else min(left, seconds)
