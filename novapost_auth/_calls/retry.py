"""Which failures are worth another try, and how long to wait before it.

A call that may have changed something is never sent twice by itself: there is no idempotency
key, and a second shipment costs money. So a POST is repeated only if nothing was sent.
"""

from __future__ import annotations

import ssl
from collections.abc import Callable
from random import random
from typing import Any, Final

from attrs import Attribute, field, frozen

from novapost_auth._errors import (
    ApiError,
    NovaPostError,
    PermissionDenied,
    TransportError,
    UnexpectedResponse,
    check_type,
)
from novapost_auth._httpx import httpx

_REPEATABLE: Final = frozenset({"GET", "HEAD", "OPTIONS", "PUT", "DELETE"})
_TRANSIENT: Final = frozenset({429, 502, 503, 504})
# What a second DELETE answers when the first one, whose answer was lost, did its work.
_ALREADY_DONE: Final = frozenset({"shipment_was_deleted"})


def _from(least: int) -> Callable[[object, Attribute[Any], Any], None]:
    kinds = (int,) if least else (int, float)  # Tries are whole.

    def check(_policy: object, attribute: Attribute[Any], value: Any) -> None:
        check_type(value, f"{attribute.name} must be {least} or more", *kinds, least=least)

    return check


@frozen(kw_only=True)
class Retry:
    """How often, and how patiently, a failed call is sent again.

    Sent again are calls of any method if nothing was sent: the connection failed, or no token
    could be had. Calls that may be repeated safely (GET, PUT, DELETE) are sent again also
    after a broken connection, a timeout, a 429, 502, 503 or 504, and a 403 that is no JSON,
    which comes from a firewall and passes.
    """

    tries: int = field(default=3, validator=_from(1))
    """How often a call is sent at most; 1 switches repeating off."""
    first_wait: float = field(default=0.5, validator=_from(0))
    """Seconds to wait at most before the second try; doubled for each one after it. The wait
    is drawn at random between 0 and this, so that many clients do not come back at once."""
    longest_wait: float = field(default=8.0, validator=_from(0))
    """Where the doubling ends, in seconds."""
    budget: float = field(default=60.0, validator=_from(0))
    """Seconds after the first try from which on none is begun. A ``Retry-After`` beyond it is
    not waited for: the error is raised at once, and its ``retry_after`` says how long."""

    @classmethod
    def of(cls, value: Retry | int | None) -> Retry:
        """Return the policy that ``retries=value`` means.

        That is a policy, the number of repetitions, or None or False for none.

        Raises:
            ConfigurationError: It is none of these.

        """
        if isinstance(value, Retry):
            return value
        times = 0 if value is None or value is False else value
        wanted = "retries must be a number of repetitions from 0, a Retry or None"
        check_type(times, wanted, int, least=0)
        return cls(tries=1 + times)

    def wait(self, error: NovaPostError, *, tried: int, elapsed: float) -> float | None:
        """Return the seconds to wait before the next try, or None if there is to be none.

        Args:
            error: what the last try failed with.
            tried: how many tries there were.
            elapsed: seconds since the first one began.

        """
        if tried >= self.tries:
            return None
        # A power that is too large for a float is no use to anyone.
        most = min(self.longest_wait, self.first_wait * 2.0 ** min(tried - 1, 99))
        # Waiting as asked and then a little: those who were told the same spread out.
        seconds = (error.retry_after or 0.0) + random() * most  # noqa: S311 - it is no secret
        return seconds if elapsed + seconds <= self.budget else None


DEFAULT: Final = Retry()


def may_repeat(error: NovaPostError, method: str, *, from_token: bool = False) -> bool:
    """Tell whether a call that failed with ``error`` may be sent again.

    Args:
        error: what it failed with.
        method: how the call is made.
        from_token: no token could be had for the call, so that the service did nothing.

    """
    if isinstance(error, TransportError):
        # Another try would meet the same certificate or the same unusable request.
        if isinstance(error.__cause__, (ssl.SSLCertVerificationError, httpx.UnsupportedProtocol)):
            return False
        return from_token or not error.maybe_sent or method in _REPEATABLE
    if from_token:
        return isinstance(error, UnexpectedResponse) or _is_transient(error)
    return method in _REPEATABLE and _is_transient(error)


def is_done(error: NovaPostError, method: str) -> bool:
    """Tell whether ``error`` says that an earlier try of the same call has succeeded."""
    return (
        method == "DELETE"
        and isinstance(error, ApiError)
        and not _ALREADY_DONE.isdisjoint(error.codes)
    )


def _is_transient(error: NovaPostError) -> bool:
    if isinstance(error, PermissionDenied):
        return error.is_firewall
    return isinstance(error, ApiError) and error.status_code in _TRANSIENT
