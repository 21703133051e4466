"""A stored token as bytes and back, for stores whose medium is not memory."""

import json
from contextlib import suppress
from io import BytesIO
from typing import Any

from novapost_auth._secrets import Secret
from novapost_auth.stores._protocol import StoredToken

_END_OF_TIME = 1e11  # Seconds since the epoch; later than that is no time, but rubbish.
_UNREADABLE = "what is stored is no token"
_HEAD = b'{"value": "'


def encode(token: StoredToken) -> BytesIO:
    """Return a token as JSON, in a buffer, which no traceback shows the inside of.

    Raises:
        ValueError: It is none that `decode` would give back.

    """
    kept = _token(token.value, float(token.fetched_at), float(token.life))
    return BytesIO(
        json.dumps(
            {"value": kept.value.reveal(), "fetched_at": kept.fetched_at, "life": kept.life}
        ).encode("ascii")
    )


def decode(data: BytesIO) -> StoredToken:
    """Return the token that `encode` wrote.

    Raises:
        ValueError: `data` is something else: half a file, another program's, tampered with.

    """
    kept = None
    with suppress(ValueError, RecursionError):  # Whose traceback would show it.
        kept = _kept(data)
    if kept is None:
        raise ValueError(_UNREADABLE)
    return _token(*kept)


def is_begun(data: BytesIO) -> bool:
    """Tell whether `data` may be a part of what `encode` wrote, from its beginning on."""
    head = data.getbuffer()[: len(_HEAD)]
    return head == _HEAD[: len(head)]


def _kept(data: BytesIO) -> tuple[Secret, object, object] | None:
    fields: Any = json.loads(data.getvalue())
    if not isinstance(fields, dict):
        return None
    return Secret(fields.get("value", "")), fields.get("fetched_at"), fields.get("life")


def _token(value: Secret, fetched_at: object, life: object) -> StoredToken:
    if (
        _can_stand_in_a_header(value.reveal())
        and isinstance(fetched_at, float)
        and isinstance(life, float)
        and fetched_at >= 0.0
        and life > 0.0
        and fetched_at + life < _END_OF_TIME
    ):
        return StoredToken(value, fetched_at, life)
    raise ValueError(_UNREADABLE)


def _can_stand_in_a_header(value: object) -> bool:
    """Tell whether it may become one: a line break from a store must not get there."""
    return (
        isinstance(value, str) and value.isascii() and value.isprintable() and bool(value.strip())
    )
