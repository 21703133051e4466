"""Trouble with a store's medium: said once, never raised."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import copy_context
from threading import Thread

_LOGGER = logging.getLogger("novapost")
_HEARD = 0.5  # Seconds for which those who want a token wait for whoever handles the log.


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
            self._say(error)

    def _say(self, error: Exception) -> None:
        # An OSError's text names temporary files, so that no two would be the same reason.
        reason = " ".join(str(getattr(error, "strerror", None) or error).split())
        mine = object()
        if self._said.setdefault(reason, mine) is mine:
            warn(f"{self._store}: {reason}; {self._instead}")


def warn(text: str) -> None:
    """Say something in the log. Whoever handles it may raise, block, or want a token himself."""
    context = copy_context()
    try:
        said = Thread(target=context.run, args=(_log, text), name="novapost-log", daemon=True)
        said.start()
    except RuntimeError:  # No more threads, or none such in a sub-interpreter.
        _log(text)
    else:
        said.join(_HEARD)


def _log(text: str) -> None:
    with suppress(Exception):
        _LOGGER.warning("%s", text)
