"""What the token layer tells those who watch it. Nothing of it is secret."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Final, Literal, TypeAlias

from attrs import frozen

_LOGGER: Final = logging.getLogger("novapost")


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
    """Passes events on to the log at DEBUG, and to a callback if there is one."""

    def __init__(self, on_event: OnEvent | None) -> None:
        self._on_event = on_event

    @property
    def watches(self) -> bool:
        """Whether anyone wants to know. Looked at once a token, not once a call."""
        return self._on_event is not None or _LOGGER.isEnabledFor(logging.DEBUG)

    def tell(self, event: TokenEvent) -> None:
        """Pass ``event`` on. A callback that fails does not fail the call."""
        age = "no token" if event.age is None else f"token aged {event.age:.1f} s"
        _LOGGER.debug(
            "token %s: %s, %.3f s, attempt %d", event.kind, age, event.waited, event.attempt
        )
        if self._on_event is not None:
            try:
                self._on_event(event)
            except Exception:
                _LOGGER.exception("on_event failed")
