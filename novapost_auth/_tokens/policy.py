"""What to do about a 401, so that it is got over where it can be and never turns into a loop."""

from __future__ import annotations

import math
from typing import Any, Final, Literal, TypeAlias

import httpx

from novapost_auth._settings import Instant
from novapost_auth._tokens.token import CachedToken
from novapost_auth._wire import library_of

# The service has been seen to refuse a token for about a second after it was issued.
_YOUNG: Final = 10.0  # Seconds of age up to which a refused token gets a second chance.
PAUSE: Final = 1.0  # Seconds until that.
_STRIKES: Final = 2  # So many new tokens refused in a row, and tokens are not what is wrong.
_REST: Final = 60.0  # Seconds from then on in which none is fetched because of a 401.

Action: TypeAlias = Literal["again", "exchange", "hand over"]


class RefusalPolicy:
    """Remembers which new tokens were refused. Its owner sees to it that calls do not overlap."""

    def __init__(self) -> None:
        self._struck: CachedToken | None = None
        self._strikes = 0
        self._struck_at = self._rest_until = -math.inf

    def judge(
        self, cached: CachedToken, now: Instant, *, proven: bool, exchanged: bool, again: bool
    ) -> Action:
        """Say what to do for a request whose token was refused, and is the one held.

        Args:
            cached: the token.
            now: the present.
            proven: whether the service has accepted it before.
            exchanged: whether it took the place of another one for this request.
            again: whether it has had, or cannot have, a second chance with this request.

        """
        if now.monotonic < self._rest_until:
            return "hand over"
        if cached.age(now) < _YOUNG and not again and cached is not self._struck:
            return "again"
        if not proven and cached is not self._struck:
            in_a_row = now.monotonic - self._struck_at < _REST
            self._struck, self._struck_at = cached, now.monotonic
            self._strikes = self._strikes + 1 if in_a_row else 1
            if self._strikes >= _STRIKES:
                self._strikes, self._rest_until = 0, now.monotonic + _REST
                return "hand over"
        return "hand over" if exchanged else "exchange"

    def clear(self) -> None:
        """Forget all: the service took a token in a second try."""
        self._strikes = 0


def is_replayable(request: httpx.Request) -> bool:
    """Tell whether the body of ``request``, once sent, can be sent again.

    Text, forms and JSON can, and so can uploads of files that can be rewound. An iterator is
    used up, and httpx would send an open file again from where it ended: empty, and silently.
    """
    stream: Any = request.stream
    if library_of(stream, "ByteStream") is not None:
        return True
    fields = getattr(stream, "fields", None)  # A multipart form, which rewinds its files.
    return fields is not None and all(_is_rewindable(getattr(f, "file", None)) for f in fields)


def _is_rewindable(file: Any) -> bool:
    return file is None or isinstance(file, str | bytes) or file.seekable()
