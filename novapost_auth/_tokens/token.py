"""A token, and how long it may be used."""

from __future__ import annotations

import base64
import json
import math
from datetime import UTC, datetime
from typing import Final, Literal, Self, TypeGuard

from attrs import evolve, frozen

from novapost_auth._secrets import Secret
from novapost_auth._settings import Instant
from novapost_auth.stores import StoredToken

ASSUMED_LIFE: Final = 3600.0  # Seconds: the life of every token seen.
_LIVES: Final = (1.0, 86_400.0)  # Seconds. Claims that say less or more are not believed.
_WINDOW: Final = (0.75, 0.90)  # The part of its life after which a token is renewed.
_LAST: Final = (60.0, 0.1)  # Seconds, part of life: the end in which it is a last resort.
_SKEW: Final = 60.0  # Seconds by which the clocks of machines that share a store may differ.
_LONGEST: Final = 8192  # Characters that servers take in a header.

Stage = Literal["fresh", "renew", "last", "over"]


@frozen
class Token:
    """A token of the service, and the time for which it is valid.

    Both times are by this machine's clock, so that a clock that is wrong does no harm: they
    are meant to be compared with it.
    """

    value: Secret
    """The JWT; ``reveal()`` gives it as text."""
    issued_at: datetime
    """When it was asked for: aware, in UTC."""
    expires_at: datetime
    """When it ends: aware, in UTC."""


@frozen(eq=False, repr=False)
class CachedToken:
    """A token as the source holds it: immutable, so that reading it needs no lock.

    It is ``fresh`` at first; in its ``renew`` window it is used while a new one is fetched;
    at ``last`` it is used only where no new one can be had; then it is ``over``.
    """

    value: Secret
    sent: Instant
    """When the token was asked for. Its life counts from here, on any clock."""
    life: float
    renew_after: float
    """Age in seconds at which the window opens."""
    fresh_wall: float
    """The same by the wall clock."""
    fresh_monotonic: float
    """And by the other: these two are all that an ordinary call looks at."""

    @classmethod
    def of(cls, value: Secret, sent: Instant, life: float, draw: float) -> Self:
        """Make one of a token that was asked for at ``sent``.

        Args:
            value: the JWT.
            sent: when the token call was sent.
            life: seconds from then on.
            draw: a random number in [0, 1) that says where in its range the window opens, so
                that clients that started together do not renew together.

        """
        earliest, latest = _WINDOW
        renew_after = life * (earliest + (latest - earliest) * draw)
        wall, monotonic = sent.wall + renew_after, sent.monotonic + renew_after
        return cls(value, sent, life, renew_after, wall, monotonic)

    def watched(self) -> Self:
        """Return the same token, at which every call takes a second look."""
        return evolve(self, fresh_wall=-math.inf)

    @classmethod
    def from_store(cls, stored: StoredToken, now: Instant, draw: float) -> Self | None:
        """Make one of a token that was kept, or None if it makes no sense."""
        age = now.wall - stored.fetched_at
        if not (is_token(stored.value.reveal()) and _LIVES[0] <= stored.life <= _LIVES[1]):
            return None
        if not -_SKEW <= age < stored.life:
            return None  # It is over, or a clock was set back and nobody knows how old it is.
        age = max(age, 0.0)
        sent = Instant(now.wall - age, now.monotonic - age)
        return cls.of(stored.value, sent, stored.life, draw)

    def age(self, now: Instant) -> float:
        """Return the seconds since the token was asked for."""
        return now.since(self.sent)

    def left(self, now: Instant) -> float:
        """Return the seconds until the token ends, below 0 if it has."""
        return self.life - self.age(now)

    def stage(self, now: Instant) -> Stage:
        """Return what the token may be used for at ``now``."""
        age = self.age(now)
        if age < self.renew_after:
            return "fresh"
        if age < self.life - min(_LAST[0], self.life * _LAST[1]):
            return "renew"
        return "last" if age < self.life else "over"

    def token(self) -> Token:
        """Return it as users see it."""
        issued, expires = self.sent.wall, self.sent.wall + self.life
        return Token(
            self.value, datetime.fromtimestamp(issued, UTC), datetime.fromtimestamp(expires, UTC)
        )


_NEVER: Final = -math.inf
NOTHING: Final = CachedToken(Secret(""), Instant(_NEVER, _NEVER), 0.0, 0.0, _NEVER, _NEVER)
"""What a source holds that has no token: over since ever."""


def is_token(value: object) -> TypeGuard[str]:
    """Tell whether ``value`` can stand in a header as a token."""
    return (
        isinstance(value, str)
        and 0 < len(value) <= _LONGEST
        and value.isascii()
        and value.isprintable()
        and " " not in value
    )


def decoded(part: str) -> bytes:
    """Decode a part of a JWT, in either alphabet, of which newer Pythons warn.

    What the service leaves out at its end is at most this, and more than is needed does no harm.
    """
    return base64.b64decode(part.replace("-", "+").replace("_", "/") + "==")


def life_of(jwt: str) -> float:
    """Return the seconds from ``iat`` to ``exp``, or 3600 where the token does not say.

    The signature is the service's own affair, and so is the time by its clock: only the
    difference counts, and a clock that is wrong drops out.
    """
    try:
        claims = json.loads(decoded(jwt.split(".")[1]))
        expires, issued = claims["exp"], claims["iat"]
        life = float(expires - issued)
    except (ValueError, LookupError, TypeError, OverflowError, RecursionError):
        return ASSUMED_LIFE
    shortest, longest = _LIVES
    is_believed = shortest <= life <= longest and bool not in (type(expires), type(issued))
    return life if is_believed else ASSUMED_LIFE
