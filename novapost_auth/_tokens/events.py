"""What the token layer tells those who watch it. Nothing of it is secret."""

from __future__ import annotations

import logging
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from contextvars import Context, copy_context
from threading import Lock
from typing import Final, Literal, TypeAlias

from attrs import frozen

from novapost_auth._tokens.latch import Latch
from novapost_auth._tokens.thread import start

_LOGGER: Final = logging.getLogger("novapost")
_MOST: Final = 1000  # Events that wait to be told. Of more, the oldest are forgotten.
HEARD: Final = 0.5  # Real seconds that a caller waits until its event has been told, and no more.

Kind: TypeAlias = Literal["fetch", "reuse", "drop", "backoff"]


@frozen
class TokenEvent:
    """Something that happened to a token."""

    kind: Kind
    """``fetch``: a token was fetched from the service; ``reuse``: one that was there was used,
    in memory or in the store; ``drop``: one was given up, since the service refused it;
    ``backoff``: none could be fetched."""
    age: float | None
    """Seconds since the token was asked for; None for ``backoff`` where there is no token."""
    waited: float
    """Seconds that it took; for ``backoff`` those until the next fetch is tried."""
    attempt: int
    """Which attempt in a row it was, from 1; 0 where none was made."""


OnEvent: TypeAlias = Callable[[TokenEvent], object]


class Observer:
    """Passes events on to the log at DEBUG, and to a callback if there is one.

    Either may raise, block, or make calls of its own: what it is told of is over and done by
    then, and nobody but the call that it is told of waits for it.
    """

    def __init__(self, on_event: OnEvent | None) -> None:
        self._on_event = on_event
        self.restart()

    def restart(self) -> None:
        """Forget what has not been told yet, and who is about to tell it."""
        self._queue: deque[tuple[Context, TokenEvent, Latch]] = deque(maxlen=_MOST)
        self._telling = Lock()
        self._since = 0.0

    @property
    def watches(self) -> bool:
        """Whether anyone wants to know. Looked at once a token, not once a call."""
        return self._on_event is not None or _LOGGER.isEnabledFor(logging.DEBUG)

    def tell(self, event: TokenEvent) -> None:
        """Pass ``event`` on, here and now. What fails does not fail the call."""
        age = "no token" if event.age is None else f"token aged {event.age:.1f} s"
        with suppress(Exception):  # A filter, or a handler.
            _LOGGER.debug(
                "token %s: %s, %.3f s, attempt %d", event.kind, age, event.waited, event.attempt
            )
        if self._on_event is not None:
            try:
                self._on_event(event)
            except Exception:
                with suppress(Exception):
                    _LOGGER.exception("on_event failed")

    def put(self, event: TokenEvent) -> Latch:
        """Keep ``event`` for ``tell_all``; return what is set once it has been told."""
        told = Latch()
        self._queue.append((copy_context(), event, told))
        return told

    def tell_all(self) -> None:
        """Pass on all that was kept."""
        with suppress(IndexError):
            while True:
                context, event, told = self._queue.popleft()
                self._since = time.monotonic()
                try:
                    context.run(self.tell, event)
                finally:
                    told.set()

    def tell_aside(self, event: TokenEvent) -> Latch:
        """Pass ``event`` on in another thread, which may block without stopping an event loop.

        Returns:
            What is set once that has happened, or if it is of no use to wait.

        """
        told = self.put(event)
        if not self._telling.locked():
            if not start(self._drain, "novapost-events"):
                self.tell_all()
        elif time.monotonic() - self._since > HEARD:
            return Latch(is_set=True)
        return told

    def _drain(self) -> None:
        while self._queue and self._telling.acquire(blocking=False):
            try:
                self.tell_all()
            finally:
                self._telling.release()
