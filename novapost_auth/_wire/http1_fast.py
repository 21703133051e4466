"""HTTP/1.1 on one connection by llhttp, the parser of Node; comes with ``novapost[fast]``."""

from __future__ import annotations

import re
from collections import deque
from io import BytesIO
from itertools import chain
from typing import Final

import httptools

from novapost_auth._wire.http1 import (
    LARGEST_HEAD,
    TOO_LARGE,
    Head,
    Malformed,
    check_head,
    head_of,
)
from novapost_auth._wire.message import Headers, Message, header, tells_its_end

_FIRST: Final = 100
_FIRST_FINAL: Final = 200
_SWITCHING: Final = 101
_ENDS_A_LINE: Final = re.compile(rb"[\r\n\0]").search
# What h11 reads and llhttp would refuse: whoever installs it loses no answer by that. It is called
# dangerous for servers behind a proxy that reads otherwise; here nobody else reads.
_AS_H11: Final = {
    "lenient_chunked_length": True,
    "lenient_keep_alive": True,
    "lenient_version": True,
    "lenient_optional_cr_before_lf": True,
    "lenient_spaces_after_chunk_size": True,
}


class LlhttpExchanges:
    """As ``H11Exchanges``. llhttp calls what is named ``on_...`` as it reads."""

    def __init__(self) -> None:
        self._parser = httptools.HttpResponseParser(self)
        self._parser.set_dangerous_leniencies(**_AS_H11)
        self._status = 0
        self._headers: Headers = []
        self._pieces: deque[bytes] = deque()
        self._has_head = self._is_over = self._is_kept = self._is_bodiless = False
        self._beside_body = 0  # Bytes since there was a piece of a body.
        self._is_spoilt = False  # Nothing may follow on this connection.
        self.is_framed = True

    def begin(self, message: Message) -> BytesIO:
        """Begin an exchange: return what to send, in a buffer, which shows nothing of it."""
        self._headers, self._has_head, self._is_over = [], False, False
        self._beside_body = 0
        self._is_bodiless = message.method == "HEAD"
        # No line is a variable, not even for a moment: one is the token's.
        if any(map(_ENDS_A_LINE, chain.from_iterable(_lines(message)))):
            raise Malformed("a header would end before its end")
        data = BytesIO()
        data.write(b"\r\n".join(map(b": ".join, _lines(message))))
        data.write(b"\r\n\r\n" + (message.content or b""))
        return data

    def feed(self, data: bytes) -> None:
        """Take what was received; b"" for the end of the connection."""
        if not data:
            self._is_spoilt = True
            if self._has_head and not self.is_framed:
                self._is_over = True
            elif not self._is_over:
                raise Malformed("the connection was closed before the end of the answer")
            return
        self._beside_body += len(data)
        if self._is_over:  # What nobody asked for.
            self._is_spoilt = True
            return
        try:
            self._parser.feed_data(data)
        except httptools.HttpParserUpgrade:
            raise Malformed("the connection turned into another protocol") from None
        except httptools.HttpParserError as exc:
            ours = exc.__context__  # What came out of one of the below.
            try:
                if ours is not None and not isinstance(ours, Malformed):  # Of a signal's handler.
                    raise ours.with_traceback(None) from None
                if not self._is_over:
                    raise Malformed(str(ours or exc)) from None
            finally:
                del ours  # It would hold this frame, which holds it.
            self._is_spoilt = True  # Something that nobody asked for followed the answer.

    def head(self) -> Head | None:
        """Return status and headers of the answer, or None while more has to come."""
        if self._has_head:
            return self._status, self._headers
        if self._beside_body > LARGEST_HEAD:
            raise Malformed(TOO_LARGE)
        return None

    def piece(self) -> bytes | None:
        """Return the next piece of the body, b"" at its end, or None while more has to come."""
        if self._pieces:
            return self._pieces.popleft()
        if self._is_over:
            return b""
        if self._beside_body > LARGEST_HEAD:
            raise Malformed("what is sent around the body does not come to an end")
        return None

    def is_reusable(self) -> bool:
        """Tell whether another exchange may follow on the connection."""
        return self._is_over and self._is_kept and self.is_framed and not self._is_spoilt

    def on_message_begin(self) -> None:
        """Take the beginning of an answer, or of what comes before it."""
        if self._is_over:
            raise Malformed("something followed the answer that nobody asked for")

    def on_header(self, name: bytes, value: bytes) -> None:
        """Take a header."""
        if not self._has_head:  # Else it is a trailer.
            self._headers.append((name, value.strip(b" ")))

    def on_headers_complete(self) -> None:
        """Take the end of a head."""
        self._status = status = self._parser.get_status_code()
        if status == _SWITCHING:
            raise Malformed("the connection turned into another protocol")
        if status < _FIRST:
            raise Malformed(f"there is no status {status}")
        if status < _FIRST_FINAL:
            self._headers = []
            return
        check_head(self._headers)
        self._has_head = True
        if header(self._headers, b"transfer-encoding").lower() not in (b"", b"chunked"):
            raise Malformed("the body is transferred in an encoding that was not asked for")
        self.is_framed = self._is_bodiless or tells_its_end(status, self._headers)
        if self._is_bodiless:  # llhttp does not know what was asked, and waits for a body.
            self._is_over = self._is_spoilt = True

    def on_body(self, data: bytes) -> None:
        """Take a piece of a body."""
        if not self._has_head:  # llhttp knows few of those that come before an answer.
            raise Malformed("a body came before the answer that has one")
        self._beside_body = 0
        if not self._is_over:
            self._pieces.append(data)

    def on_message_complete(self) -> None:
        """Take the end of an answer, or of what came before it."""
        if self._has_head and not self._is_over:
            self._is_over = True
            self._is_kept = (
                self._parser.should_keep_alive() and self._parser.get_http_version() == "1.1"
            )


def _lines(message: Message) -> list[tuple[bytes, ...]]:
    """Return the lines of the head of ``message``, in the parts that a colon joins."""
    return [
        (f"{message.method} {message.target.reveal()} HTTP/1.1".encode("ascii"),),
        *head_of(message),
    ]
