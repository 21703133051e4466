"""HTTP/1.1 on one connection, without the I/O: by llhttp where it is there, or else by h11."""

from __future__ import annotations

import functools
from collections.abc import Callable
from io import BytesIO
from typing import TYPE_CHECKING, Final, TypeAlias

import h11

from novapost_auth._wire.message import Headers, Message, tells_its_end

if TYPE_CHECKING:
    from novapost_auth._wire.http1_fast import LlhttpExchanges

LARGEST_HEAD: Final = 128 * 1024
"""Bytes that the head of an answer may have, all that come before it included."""

TOO_LARGE: Final = f"the head of the answer is larger than {LARGEST_HEAD:,} bytes"
_AROUND: Final = len(": \r\n")  # Of each header.

Head: TypeAlias = tuple[int, Headers]
Exchanges: TypeAlias = "H11Exchanges | LlhttpExchanges"


class Malformed(Exception):
    """What came in is no answer."""


def check_head(headers: Headers) -> None:
    """See that a head is not larger than any may be, whoever has read it, in pieces of any size.

    Raises:
        Malformed: It is.

    """
    if sum(len(name) + len(value) + _AROUND for name, value in headers) > LARGEST_HEAD:
        raise Malformed(TOO_LARGE)


def new_exchanges() -> Exchanges:
    """Return what is to read the answers on a new connection."""
    return _implementation()()


@functools.cache
def _implementation() -> Callable[[], Exchanges]:
    try:
        from novapost_auth._wire.http1_fast import LlhttpExchanges  # noqa: PLC0415 - an extra
    except ImportError:
        return H11Exchanges
    return LlhttpExchanges


def head_of(message: Message) -> Headers:
    """Return all headers of ``message``."""
    return [(b"Host", message.origin.netloc.encode("ascii")), *message.all_headers()]


def _request(message: Message) -> h11.Request:
    return h11.Request(
        method=message.method,
        target=message.target.reveal().encode("ascii"),
        headers=head_of(message),
    )


class H11Exchanges:
    """One exchange after another: bytes to send come out, bytes that were received go in."""

    def __init__(self) -> None:
        self._connection = h11.Connection(
            h11.CLIENT,
            max_incomplete_event_size=2 * LARGEST_HEAD,  # What is more than once is said here.
        )
        self._before_head = 0
        self.is_framed = True
        """Whether the answer tells where its body ends."""

    def begin(self, message: Message) -> BytesIO:
        """Begin an exchange: return what to send, in a buffer, which shows nothing of it."""
        send, data = self._connection.send, BytesIO()
        try:
            if self._connection.our_state is h11.DONE:
                self._connection.start_next_cycle()
            self._before_head = 0
            data.write(send(_request(message)) or b"")
            if message.content:
                data.write(send(h11.Data(data=message.content)) or b"")
            data.write(send(h11.EndOfMessage()) or b"")
        except h11.LocalProtocolError as exc:
            raise Malformed(str(exc)) from None
        return data

    def feed(self, data: bytes) -> None:
        """Take what was received; b"" for the end of the connection."""
        self._before_head += len(data)
        self._connection.receive_data(data)

    def head(self) -> Head | None:
        """Return status and headers of the answer, or None while more has to come."""
        while (event := self._next()) is not None:
            if isinstance(event, h11.Response):
                headers = event.headers.raw_items()
                check_head(headers)
                self.is_framed = tells_its_end(event.status_code, headers)
                return event.status_code, headers
            if not isinstance(event, h11.InformationalResponse) or event.status_code == 101:  # noqa: PLR2004
                raise Malformed("the connection was closed, or turned into another protocol")
        if self._before_head > LARGEST_HEAD:
            raise Malformed(TOO_LARGE)
        return None

    def piece(self) -> bytes | None:
        """Return the next piece of the body, b"" at its end, or None while more has to come."""
        while (event := self._next()) is not None:
            if isinstance(event, h11.Data):
                if event.data:
                    return bytes(event.data)
            elif isinstance(event, h11.EndOfMessage):
                return b""
            else:
                raise Malformed("something else came within a body")
        return None

    def is_reusable(self) -> bool:
        """Tell whether another exchange may follow on the connection."""
        states = self._connection.states
        is_done = states[h11.CLIENT] is h11.DONE and states[h11.SERVER] is h11.DONE
        return is_done and self.is_framed and not self._connection.trailing_data[0]

    def _next(self) -> h11.Event | None:
        try:
            event = self._connection.next_event()
        except h11.RemoteProtocolError as exc:
            raise Malformed(str(exc)) from None
        if event is h11.PAUSED:
            raise Malformed("the connection turned into another protocol")
        return event if isinstance(event, h11.Event) else None
