"""The tokens of one request, from the first to the last that is tried."""

from __future__ import annotations

import math
from typing import Final

from novapost_auth._secrets import Secret
from novapost_auth._tokens.policy import PAUSE
from novapost_auth._tokens.source import TokenSource
from novapost_auth._tokens.token import NOTHING, CachedToken

_UNAUTHORIZED: Final = 401
_ALL: Final = 9  # Second chances that a request has had which cannot be sent again.


class Trial:
    """What is tried where the service refuses a token.

    Args:
        source: Where tokens come from.
        cached: The token that has been sent already.
        replayable: Whether the request can be sent again.

    """

    def __init__(
        self, source: TokenSource, cached: CachedToken = NOTHING, *, replayable: bool = True
    ) -> None:
        self._source = source
        self._cached = cached
        self._is_replayable = replayable
        self._first: CachedToken | None = None
        self._last: CachedToken | None = None
        self._chances = 0

    def next(self, seconds: float = math.inf) -> Secret:
        """Return the token to send now, waiting for one so long at most."""
        self._cached = self._source.get(seconds)
        return self._cached.value

    async def anext(self, seconds: float = math.inf) -> Secret:
        """Return the token to send now, waiting for one so long at most."""
        self._cached = await self._source.aget(seconds)
        return self._cached.value

    def pause(self, status: int) -> float | None:
        """Take the status of the answer.

        Returns:
            The seconds after which another token is to be tried; None if none is.

        """
        source, cached = self._source, self._cached
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
