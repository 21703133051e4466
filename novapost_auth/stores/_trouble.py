"""Trouble with a store's medium: said once, never raised."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from novapost_auth._aside import HEARD, LOGGER, log


class Trouble:
    """Takes the errors of one store's medium and says each reason once.

    Args:
        store: The store as it may be shown.
        instead: What happens then.
        kinds: What the medium raises. Anything else is a bug and passes through.

    """

    def __init__(
        self, store: str, *kinds: type[Exception], instead: str = "going on without it"
    ) -> None:
        self._store = store
        self._instead = instead
        self._kinds = kinds
        self._said: dict[str, object] = {}

    @contextmanager
    def absorbed(self) -> Iterator[None]:
        """End the block at the first trouble, and go on behind it."""
        try:
            yield
        except self._kinds as error:
            # An OSError's text names temporary files, so that no two would be the same reason.
            self.say(" ".join(str(getattr(error, "strerror", None) or error).split()))

    def say(self, reason: str) -> None:
        """Say what the trouble is, if that has not been said."""
        mine = object()
        if self._said.setdefault(reason, mine) is mine:
            warn(f"{self._store}: {reason}; {self._instead}")


def warn(text: str) -> None:
    """Say something in the log."""
    log(LOGGER, logging.WARNING, "%s", text).wait(HEARD)
