"""The tokens of the fake: real JWTs, signed with a secret that never leaves it."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from attrs import define, field

from ._wire import Refusal

if TYPE_CHECKING:
    from novapost_auth._settings import Clock

_HEADER = {"typ": "JWT", "alg": "HS256"}


@define
class Mint:
    """Issues HS256 tokens, and tells those that are its own and still alive."""

    clock: Clock
    life: float
    """Seconds between a token's ``iat`` and its ``exp``."""
    _secret: bytes = field(factory=lambda: secrets.token_bytes(32), repr=False)

    def issue(self, cid: str) -> str:
        """Sign a token for the client ``cid``.

        No two are the same, even in one second: a test that renews a token must see a new one.
        """
        now = int(self.clock.time())
        claims = {"iss": "np", "iat": now, "exp": now + self.life, "cid": cid, "ref": str(uuid4())}
        signed = f"{_encode(_HEADER)}.{_encode(claims)}"
        return f"{signed}.{self._sign(signed)}"

    def check(self, token: str | None) -> None:
        """Refuse, with 401, whatever is no living token of this mint."""
        if not token:
            raise _unauthorized("The token is missing")
        signed, _, signature = token.rpartition(".")
        # As bytes: compare_digest refuses text that is not ASCII.
        if not hmac.compare_digest(self._sign(signed).encode(), signature.encode()):
            raise _unauthorized("The token is not valid")
        claims = json.loads(_decode(signed.partition(".")[2]))
        if claims["exp"] <= self.clock.time():
            raise _unauthorized("The token has expired")

    def revoke(self) -> None:
        """Make every token issued so far a foreign one."""
        self._secret = secrets.token_bytes(32)

    def _sign(self, signed: str) -> str:
        return _base64(hmac.digest(self._secret, signed.encode(), hashlib.sha256))


def refuse_key() -> Refusal:
    """Refuse a key that the service does not know."""
    return _unauthorized("The API key is not valid")


def _unauthorized(text: str) -> Refusal:
    return Refusal(401, {"errors": {"": text}})


def _encode(data: Any) -> str:
    return _base64(json.dumps(data, separators=(",", ":")).encode())


def _base64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _decode(text: str) -> bytes:
    return base64.b64decode(text.replace("-", "+").replace("_", "/") + "=" * (-len(text) % 4))
