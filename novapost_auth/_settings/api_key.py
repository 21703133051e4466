"""What may be an API key, and where it comes from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from novapost_auth._errors import ConfigurationError, MissingApiKey
from novapost_auth._secrets import Secret

VARIABLE: Final = "NOVAPOST_API_KEY"

_QUOTES: Final = ("'", '"', "`", "“", "”", "„", "«", "»")


def resolve_key(api_key: str | Secret | None, environ: Mapping[str, str]) -> Secret:
    """Return the key that was passed, or else the one that the environment holds."""
    key = environ.get(VARIABLE) if api_key is None else api_key
    if key is None or (isinstance(key, (str, Secret)) and not _revealed(key).strip()):
        raise MissingApiKey(f"no API key: pass api_key=... or set {VARIABLE} in the environment")
    return checked_key(key)


def checked_key(api_key: str | Secret) -> Secret:
    """Return a key as a secret, or say why it cannot be one: now, and not at the first call."""
    if not isinstance(api_key, (str, Secret)):
        raise ConfigurationError(f"the API key must be text, not {type(api_key).__name__}")
    key = Secret(_revealed(api_key))
    if not key.reveal().strip():
        raise MissingApiKey("the API key is empty")
    if reason := _why_not(key):
        raise ConfigurationError(f"the API key {reason}")
    return key


def _revealed(key: str | Secret) -> str:
    return key.reveal() if isinstance(key, Secret) else key


def _why_not(key: Secret) -> str | None:
    text = key.reveal()
    reasons = {
        "has a byte order mark in front: save its file as UTF-8 without one": text[:1] == "\ufeff",
        "has white space around it": text != text.strip(),
        "has quotation marks around it": text[:1] in _QUOTES or text[-1:] in _QUOTES,
        "has characters that cannot be printed": not text.strip().isprintable(),
        "has white space in it": " " in text.strip(),
    }
    return next((reason for reason, holds in reasons.items() if holds), None)
