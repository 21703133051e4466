"""What may be an API key, and where it comes from."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from novapost_auth._errors import ConfigurationError, MissingApiKey, check_held
from novapost_auth._secrets import Secret, Variables, unchecked

VARIABLE: Final = "NOVAPOST_API_KEY"

_QUOTES: Final = frozenset("'\"`“”„‘’‚«»")  # noqa: RUF001 - all that there are
# As files for shells, YAML and .env have it. A key itself may have such signs at its end, or at the
# end of a part, as Base64 has.
_NAMED: Final = re.compile(
    r"\s*(?:export\s|set\s|\$env:)?\s*(?:[a-z_]\w*\s*=|\w*key\w*\s*:)(?!=*(?:[.:]|\s*\Z))",
    re.IGNORECASE,
)
_JSON: Final = re.compile(r"\{.*:.*\}", re.DOTALL)
_FAULTS: Final[tuple[tuple[str, Callable[[str], bool]], ...]] = (
    (
        "has a byte order mark in front: save its file as UTF-8 without one",
        lambda key: key[:1] == "\ufeff",
    ),
    (
        "has a name in front, as in NAME=key: pass what follows the name, and nothing else",
        lambda key: _NAMED.match(key) is not None,
    ),
    ("has white space around it", lambda key: key != key.strip()),
    ("has quotation marks around it", lambda key: not _QUOTES.isdisjoint((key[0], key[-1]))),
    ("is an object of JSON: pass its value alone", lambda key: _JSON.fullmatch(key) is not None),
    ("has characters that cannot be printed", lambda key: not key.isprintable()),
    (
        "has a letter that is none of A to Z, though it may look like one: copy the key anew",
        lambda key: not key.isascii(),
    ),
    ("has white space in it", lambda key: " " in key),
)


def held(value: str | Secret | None) -> Secret | None:
    """Return what was passed as a secret, as ``unchecked`` does; None for nothing."""
    return None if value is None else unchecked(value)


def resolve_key(api_key: Secret | None, environ: Variables) -> Secret:
    """Return the key that was passed, or else the one that the environment holds."""
    key = Secret(environ.get(VARIABLE)) if api_key is None else api_key
    return checked_key(key, f"no API key: pass api_key=... or set {VARIABLE} in the environment")


def checked_key(api_key: Secret, missing: str = "the API key is empty") -> Secret:
    """Return a key, or say why it cannot be one, or is ``missing``: now, not at the first call."""
    check_held(api_key, "the API key must be text")
    if not api_key.reveal().strip():
        raise MissingApiKey(missing)
    for fault, has in _FAULTS:
        if has(api_key.reveal()):
            raise ConfigurationError(f"the API key {fault}")
    return api_key
