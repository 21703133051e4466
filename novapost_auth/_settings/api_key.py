"""What may be an API key, and where it comes from."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from novapost_auth._errors import ConfigurationError, MissingApiKey
from novapost_auth._secrets import Secret, Variables

VARIABLE: Final = "NOVAPOST_API_KEY"

_QUOTES: Final = ("'", '"', "`", "“", "”", "„", "«", "»")
_FAULTS: Final[tuple[tuple[str, Callable[[str], bool]], ...]] = (
    (
        "has a byte order mark in front: save its file as UTF-8 without one",
        lambda key: key[:1] == "\ufeff",
    ),
    ("has white space around it", lambda key: key != key.strip()),
    ("has quotation marks around it", lambda key: key[:1] in _QUOTES or key[-1:] in _QUOTES),
    ("has characters that cannot be printed", lambda key: not key.isprintable()),
    ("has white space in it", lambda key: " " in key),
)


def held(api_key: str | Secret | None) -> Secret | None:
    """Return what was passed as a key, whatever it is, so that no traceback shows it from here on.

    Who calls this forgets what it has passed.
    """
    if api_key is None or isinstance(api_key, Secret):
        return api_key
    return Secret(api_key)  # Whether it is text is looked at later.


def resolve_key(api_key: Secret | None, environ: Variables) -> Secret:
    """Return the key that was passed, or else the one that the environment holds."""
    key = Secret(environ.get(VARIABLE)) if api_key is None else api_key
    if isinstance(key.reveal(), str) and not key.reveal().strip():
        raise MissingApiKey(f"no API key: pass api_key=... or set {VARIABLE} in the environment")
    return checked_key(key)


def checked_key(api_key: Secret | None) -> Secret:
    """Return a key, or say why it cannot be one: now, and not at the first call."""
    if api_key is None or not isinstance(api_key.reveal(), str):
        kind = type(None if api_key is None else api_key.reveal()).__name__
        raise ConfigurationError(f"the API key must be text, not {kind}")
    if not api_key.reveal().strip():
        raise MissingApiKey("the API key is empty")
    for fault, has in _FAULTS:
        if has(api_key.reveal()):
            raise ConfigurationError(f"the API key {fault}")
    return api_key
