"""Trouble with a store's medium: said once, never raised."""

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from novapost_auth._aside import HEARD, LOGGER, log
from novapost_auth._secrets import Secret, scrub


class Trouble:
    """Takes the errors of one store's medium and says each reason once.

    Args:
        store: The store as it may be shown.
        instead: What happens then.
        kinds: What the medium raises. Anything else is a bug and passes through.
        secrets: What it was sent, and may repeat in what it says.

    """

    def __init__(
        self,
        store: str,
        *kinds: type[Exception],
        instead: str = "going on without it",
        secrets: Sequence[Secret] = (),
    ) -> None:
        self._store = store
        self._instead = instead
        self._kinds = kinds
        self._secrets = secrets
        self._said: dict[str, object] = {}

    @contextmanager
    def absorbed(self) -> Iterator[None]:
        """End the block at the first trouble, and go on behind it."""
        try:
            yield
        except self._kinds as error:
            self.say(_reason(error, self._secrets))

    def say(self, reason: str) -> None:
        """Say what the trouble is, if that has not been said."""
        mine = object()
        if self._said.setdefault(reason, mine) is mine:
            warn(f"{self._store}: {reason}; {self._instead}")


def _reason(error: Exception, secrets: Sequence[Secret]) -> str:
    """Return what an error says of the trouble, in one line, and nothing of a single command."""
    # An OSError's text names temporary files, so that no two would be the same reason. A Redis that
    # does not know a command repeats what it was sent: tokens, names, or a password.
    text = str(getattr(error, "strerror", None) or error).partition(", with args")[0]
    legible = (one if one.isprintable() else " " for one in scrub(text, *secrets))
    return " ".join("".join(legible).split())


def warn(text: str) -> None:
    """Say something in the log."""
    log(LOGGER, logging.WARNING, "%s", text).wait(HEARD)
