"""What the token layer tells those who watch it. Nothing of it is secret."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from typing import Literal, TypeAlias

from attrs import frozen

from novapost_auth._aside import HEARD, LOGGER, TOLD, Latch, Teller, inform, is_hearing, log

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
        self._teller = Teller("novapost-events")

    @property
    def watches(self) -> bool:
        """Whether anyone wants to know. Looked at once a token, not once a call."""
        return self._on_event is not None or LOGGER.isEnabledFor(logging.DEBUG)

    @property
    def watches_calls(self) -> bool:
        """Whether anyone wants to know of this very call."""
        return self.watches and not is_hearing()

    def tell(self, event: TokenEvent) -> None:
        """Pass ``event`` on, and to the callback here and now. What fails fails no call."""
        age = "no token" if event.age is None else f"token aged {event.age:.1f} s"
        text = "token %s: %s, %.3f s, attempt %d"
        said = log(LOGGER, logging.DEBUG, text, event.kind, age, event.waited, event.attempt)
        if self._on_event is not None:
            inform(self._on_event, event, "on_event")
        said.wait(HEARD)

    def tell_aside(self, event: TokenEvent) -> Latch:
        """Pass ``event`` on in another thread, which may block without stopping an event loop.

        Returns:
            What is set once that has happened, or if it is of no use to wait.

        """
        return self._teller.tell(partial(self.tell, event)) if self.watches else TOLD
