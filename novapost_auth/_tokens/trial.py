"""What is tried for one request where the service refuses its token."""

from __future__ import annotations

from typing import Final

from novapost_auth._tokens.policy import PAUSE
from novapost_auth._tokens.source import TokenSource
from novapost_auth._tokens.token import CachedToken

_UNAUTHORIZED: Final = 401
_ALL: Final = 9  # Second chances that a request has had which cannot be sent again.


class Trial:
    """Says for each token of a request that was refused what to try next.

    Args:
        source: Where tokens come from.
        replayable: Whether the request can be sent again.

    """

    def __init__(self, source: TokenSource, *, replayable: bool = True) -> None:
        self._source = source
        self._is_replayable = replayable
        self._first: CachedToken | None = None
        self._last: CachedToken | None = None
        self._chances = 0

    def pause(self, cached: CachedToken, status: int) -> float | None:
        """Take the status of the answer to what was sent with ``cached``.

        Returns:
            The seconds after which another token is to be tried; None if none is.

        """
        source = self._source
        if status != _UNAUTHORIZED:
            if self._first is not None:
                source.accepted(cached, again=cached is self._last)
            elif source.proven is not cached:
                source.proven = cached
            return None
        self._first = self._first or cached
        self._chances = self._chances + 1 if cached is self._last else 0
        self._last = cached
        action = source.refused(
            cached,
            exchanged=cached is not self._first,
            chances=self._chances if self._is_replayable else _ALL,
        )
        if action == "hand over" or not self._is_replayable:
            return None
        return PAUSE if action == "again" else 0.0
