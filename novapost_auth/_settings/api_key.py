"""What may be an API key, and where it comes from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from novapost_auth._errors import ConfigurationError, MissingApiKey
from novapost_auth._secrets import Secret

VARIABLE: Final = "NOVAPOST_API_KEY"


def resolve_key(api_key: str | Secret | None, environ: Mapping[str, str]) -> Secret:
    """Return the key that was passed, or else the one that the environment holds."""
    key = environ.get(VARIABLE) if api_key is None else api_key
    if not key or not str(key).strip():
        raise MissingApiKey(f"no API key: pass api_key=... or set {VARIABLE} in the environment")
    return checked_key(key)


def checked_key(api_key: str | Secret) -> Secret:
    """Return a key as a secret, or say why it cannot be one: now, and not at the first call."""
    key = api_key.reveal() if isinstance(api_key, Secret) else api_key
    if not isinstance(key, str):
        raise ConfigurationError(f"the API key must be text, not {type(key).__name__}")
    if not key.strip():
        raise MissingApiKey("the API key is empty")
    if key != key.strip():
        raise ConfigurationError("the API key has white space around it")
    if not key.isprintable():
        raise ConfigurationError("the API key has characters that cannot be printed")
    return Secret(key)
