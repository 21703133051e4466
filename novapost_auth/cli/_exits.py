"""What each exit code means, and how an error is told and ends."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum
from typing import Final

import novapost_auth


class Exit(IntEnum):
    """The exit codes of all commands."""

    OK = 0
    REFUSED = 1
    USAGE = 2
    NO_ANSWER = 3
    INTERRUPTED = 130
    BROKEN_PIPE = 141


MEANINGS: Final[Mapping[Exit, str]] = {
    Exit.OK: "done",
    Exit.REFUSED: "refused by the service (or would be), not found, declined at a question",
    Exit.USAGE: "wrong usage or configuration, or a file that cannot be read or written",
    Exit.NO_ANSWER: "no answer: the network, TLS, a proxy, or the time ran out",
    Exit.INTERRUPTED: "interrupted with Ctrl-C",
    Exit.BROKEN_PIPE: "whoever read the output stopped reading",
}


class Stop(Exception):
    """Ends a command with a message and an exit code."""

    def __init__(self, message: str, code: Exit = Exit.USAGE) -> None:
        super().__init__(message)
        self.code = code


_NO_KEY: Final = (
    "no API key: set NOVAPOST_API_KEY, name a file with --key-file, or be asked in a terminal"
)

_MAYBE_DONE: Final = "The service may have done it"


def explain(error: Exception) -> tuple[str, Exit]:
    """Return what to say about an error, in one line, and the exit code."""
    message, code = str(error), Exit.REFUSED
    match error:
        case Stop():
            code = error.code
        case novapost_auth.MissingApiKey():
            message, code = _NO_KEY, Exit.USAGE
        case novapost_auth.ConfigurationError():
            code = Exit.USAGE
        case novapost_auth.InvalidApiKey():
            message += " (a key is valid on one server alone: see --server)"
        case novapost_auth.TransportError():
            message, code = f"no answer: {error}", Exit.NO_ANSWER
        case OSError():
            message = ": ".join(str(part) for part in (error.filename, error.strerror) if part)
            code = Exit.USAGE
    # Of the notes of an error, the one that must not be missed.
    notes = (note for note in getattr(error, "__notes__", ()) if note.startswith(_MAYBE_DONE))
    return ". ".join((message or type(error).__name__, *notes)), code
