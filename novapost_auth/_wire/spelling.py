"""How a URL with a key in it is given to what sends it.

Libraries print URLs, into logs and spans above all, and ours print no key. Most transports send a
URL's raw parts, which hold it; others send what the URL prints, and have to be given a plain one.
Which of them is inside of a client, or of a transport around others, it does not tell: it is tried.
"""

from __future__ import annotations

from typing import Any, Final

from novapost_auth._secrets import redacting, unshown
from novapost_auth._wire.libraries import STAND_INS, library_of, ways_within
from novapost_auth._wire.message import Message

_REFUSED: Final = frozenset({401, 403, 422})
_RAW: Final = ("HTTPTransport", "AsyncHTTPTransport", *STAND_INS)


class Spelling:
    """What URLs are made of for one way.

    Args:
        way: A transport or a client.
        library: Whose it is.

    """

    def __init__(self, way: object, library: Any) -> None:
        self._library = library
        # A client goes over what it holds, as a transport around others does.
        self._is_plain = not (library_of(way, *_RAW) or len(ways_within(way)) > 1)

    def of(self, message: Message) -> Any:
        """Return the URL of ``message``."""
        kind = unshown if self._is_plain else redacting
        return kind(self._library.URL)(message.url)

    def is_doubted(self, message: Message, status: int, url: Any) -> bool:
        """Tell whether a refusal may be due to what the URL prints; then another is to be tried.

        It is not where the key was read out of ``url``, which was sent: then it was sent whole.
        """
        if not self._is_plain and message.is_secret and status in _REFUSED and not url.was_read:
            self._is_plain = True
            return True
        return False

    def settle(self, status: int) -> None:
        """Take the answer to another try: only if it was no refusal, the doubt was right."""
        if status in _REFUSED:
            self._is_plain = False
