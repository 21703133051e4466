"""How a URL with a key in it is given to what sends it.

Libraries print URLs, into logs and spans above all, and ours print no key. Most transports send a
URL's raw parts, which hold it; others send what the URL prints, and have to be given a plain one.
Which of them a client has inside, it does not tell: it is tried.
"""

from __future__ import annotations

import functools
import logging
from typing import Any, Final

from novapost_auth._secrets import redact_url, redacting
from novapost_auth._wire.message import Message

_REFUSED: Final = frozenset({401, 403, 422})


class Spelling:
    """What URLs are made of for one way.

    Args:
        way: A transport or a client.
        library: Whose it is.

    """

    def __init__(self, way: object, library: Any) -> None:
        self._library = library
        self._is_client = isinstance(way, (library.Client, library.AsyncClient))
        self._is_plain = not (self._is_client or isinstance(way, _raw_ways(library)))

    def of(self, message: Message) -> Any:
        """Return the URL of ``message``."""
        url = self._library.URL
        if self._is_plain and message.is_secret:
            _keep_out_of_logs()
        return (url if self._is_plain else redacting(url))(message.url)

    def is_doubted(self, message: Message, status: int) -> bool:
        """Tell whether a refusal may be due to what the URL prints; then another is to be tried."""
        if self._is_client and not self._is_plain and message.is_secret and status in _REFUSED:
            self._is_plain = True
            return True
        return False

    def settle(self, status: int) -> None:
        """Take the answer to another try: only if it was no refusal, the doubt was right."""
        if status in _REFUSED:
            self._is_plain = False


@functools.cache
def _raw_ways(library: Any) -> tuple[type, ...]:
    own = ("HTTPTransport", "AsyncHTTPTransport")
    stand_ins = ("MockTransport", "WSGITransport", "ASGITransport")
    return tuple(getattr(library, name) for name in (*own, *stand_ins))


class _Redaction(logging.Filter):
    """Keeps keys out of what libraries log of a request."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record pass, without the key in any URL that it names."""
        if isinstance(record.args, tuple):
            record.args = tuple(
                redact_url(str(one)) if "apikey=" in str(one).lower() else one
                for one in record.args
            )
        return True


@functools.cache
def _keep_out_of_logs() -> None:
    for name in ("httpx", "httpx2"):
        logging.getLogger(name).addFilter(_Redaction())
