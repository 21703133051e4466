"""``novapost token``."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any, Final

from novapost_auth._tokens.token import decoded
from novapost_auth.cli._output import when
from novapost_auth.cli._session import Here

_TIMES: Final = ("exp", "iat", "nbf")


def token(*, reveal: bool = False, session: Here) -> None:
    """Show until when the token is valid and what it says; a token is fetched if there is none.

    Args:
        reveal: Print the token itself, for the Authorization header: whoever has it acts as you.

    """
    with session.connect() as novapost:
        found = novapost.token()
    jwt = found.value.reveal()
    if reveal and not session.out.as_json:
        session.out.line(jwt)
        return
    left = max(0, round((found.expires_at - datetime.now(UTC)).total_seconds()))
    claims = _claims(jwt)
    if session.out.as_json:
        session.out.data(
            {
                "issued_at": found.issued_at,
                "expires_at": found.expires_at,
                "seconds_left": left,
                "claims": claims,
                **({"token": jwt} if reveal else {}),
            }
        )
    else:
        session.out.facts(
            {
                "valid until": f"{when(found.expires_at)} (for {left // 60} min {left % 60} s)",
                "issued": when(found.issued_at),
                **{f"claim {name}": _claim(name, value) for name, value in claims.items()},
            }
        )


def _claims(jwt: str) -> dict[str, Any]:
    """Return what a token says, unverified: the key to that is the service's own."""
    try:
        claims = json.loads(decoded(jwt.split(".")[1]))
    except (ValueError, LookupError):
        return {}
    return claims if isinstance(claims, dict) else {}


def _claim(name: str, value: object) -> object:
    if name in _TIMES and isinstance(value, (int, float)):
        with suppress(ValueError, OverflowError, OSError):
            return when(datetime.fromtimestamp(value, UTC))
    return value
