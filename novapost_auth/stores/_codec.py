"""A stored token as bytes and back, for stores whose medium is not memory."""

import json

from novapost_auth._secrets import Secret
from novapost_auth.stores._protocol import StoredToken

_END_OF_TIME = 1e11  # Seconds since the epoch; later than that is no time, but rubbish.
_UNREADABLE = "what is stored is no token"


def encode(token: StoredToken) -> bytes:
    """Return a token as JSON.

    Raises:
        ValueError: It is none that `decode` would give back.

    """
    value = token.value.reveal()
    kept = _token(value, float(token.fetched_at), float(token.life))
    fields = {"value": value, "fetched_at": kept.fetched_at, "life": kept.life}
    return json.dumps(fields).encode()


def decode(data: bytes) -> StoredToken:
    """Return the token that `encode` wrote.

    Raises:
        ValueError: `data` is something else: half a file, another program's, tampered with.

    """
    fields = json.loads(data)
    if isinstance(fields, dict):
        return _token(fields.get("value"), fields.get("fetched_at"), fields.get("life"))
    raise ValueError(_UNREADABLE)


def _token(value: object, fetched_at: object, life: object) -> StoredToken:
    if (
        isinstance(value, str)
        and isinstance(fetched_at, float)
        and isinstance(life, float)
        # The value becomes a header: a line break from a store must not get there.
        and value.isascii()
        and value.isprintable()
        and value.strip()
        and fetched_at >= 0.0
        and life > 0.0
        and fetched_at + life < _END_OF_TIME
    ):
        return StoredToken(Secret(value), fetched_at, life)
    raise ValueError(_UNREADABLE)
