"""Connections for threads: opened, written to and read from within a time, and dropped."""

from __future__ import annotations

import math
import select
import socket
import ssl
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from io import BytesIO
from typing import Any, Final, TypeVar

from novapost_auth._wire.fork_guard import guarded
from novapost_auth._wire.message import Origin
from novapost_auth._wire.names import addresses
from novapost_auth._wire.tls import Trust, check_protocol, over_tls

T = TypeVar("T")

AT_ONCE: Final = 64 * 1024
"""Bytes read at a time."""
_LONGEST: Final = 1e6  # Seconds: twelve days. What the system waits by counts to 25.


class AnySocket:
    """A connection. All that fails does so with an ``OSError``, ``TimeoutError`` among them."""

    def __init__(self, sock: socket.socket) -> None:
        self._sock = sock

    def is_readable(self) -> bool:
        """Tell whether something has come in: where nothing was asked, the end most likely."""
        try:
            return _is_ready(self._sock, 0.0)
        except (OSError, ValueError):  # It is closed.
            return True

    def drop(self) -> None:
        """Let go of it. Nothing more is sent, as a parent that shares it may still use it."""
        self._sock.close()

    def _send(self, data: BytesIO, begin: int) -> int:
        """Send what it takes of ``data`` from ``begin`` on; return how much that was."""
        sent = self._sock.send(data.getbuffer()[begin:])
        if not sent:  # gevent's sockets return it where others raise.
            raise ssl.SSLWantWriteError
        return sent


class Socket(AnySocket):
    """A connection for threads."""

    @classmethod
    def open(cls, origin: Origin, ends: float | None, trust: Trust) -> Socket:
        """Connect, TLS included, before the moment ``ends``."""
        sock = _connect(origin, ends)
        if origin.scheme != "https":
            return cls(sock)
        try:
            sock.setblocking(False)
            sock = tls = over_tls(sock, origin.host, trust)
            _do(tls, tls.do_handshake, ends)
            check_protocol(tls)
            return _TlsSocket(tls)
        except BaseException:
            sock.close()
            raise

    def send(self, data: BytesIO, ends: float | None) -> None:
        """Send all of ``data`` before the moment ``ends``."""
        self._sock.settimeout(left(ends))
        self._sock.sendall(data.getbuffer())

    def receive(self, ends: float | None) -> bytes:
        """Return what comes in before the moment ``ends``; b"" at the end of the connection."""
        self._sock.settimeout(left(ends))
        return self._sock.recv(AT_ONCE)


class _TlsSocket(Socket):
    """As ``Socket``, over TLS."""

    def send(self, data: BytesIO, ends: float | None) -> None:
        """Send all of ``data`` before the moment ``ends``."""
        sent = 0
        while sent < data.getbuffer().nbytes:
            sent += _do(self._sock, partial(self._send, data, sent), ends)

    def receive(self, ends: float | None) -> bytes:
        """Return what comes in before the moment ``ends``; b"" at the end of the connection."""
        return _do(self._sock, partial(self._sock.recv, AT_ONCE), ends)


def _do(sock: socket.socket, step: Callable[[], T], ends: float | None) -> T:
    """Take a step of TLS, as soon as ``sock`` is ready for it."""
    while True:
        seconds = left(ends)
        try:
            return guarded(step)
        except ssl.SSLWantReadError:
            to_write = False
        except ssl.SSLWantWriteError:
            to_write = True
        if not _is_ready(sock, seconds, to_write=to_write):
            raise TimeoutError("it took too long")


def left(ends: float | None) -> float | None:
    """Return the seconds until the moment ``ends``, or as many as anything can wait.

    Raises:
        TimeoutError: There are none.

    """
    if ends is None:
        return None
    seconds = ends - time.monotonic()
    if seconds <= 0:
        raise TimeoutError("it took too long")
    return min(seconds, _LONGEST)


def share(ends: float | None, among: int) -> float | None:
    """Return the moment at which the first of so many attempts has to end."""
    seconds = left(ends)
    return None if seconds is None else time.monotonic() + seconds / among


def _is_ready(sock: socket.socket, seconds: float | None, *, to_write: bool = False) -> bool:
    """Wait until ``sock`` can be read from, or written to; tell whether it can in time."""
    if not hasattr(select, "poll"):  # Windows, where the number of a socket may be any.
        found = select.select([] if to_write else [sock], [sock] if to_write else [], [], seconds)
        return any(found)
    poll = select.poll()
    poll.register(sock, select.POLLOUT if to_write else select.POLLIN)
    return bool(poll.poll(None if seconds is None else math.ceil(seconds * 1000)))


def _connect(origin: Origin, ends: float | None) -> socket.socket:
    """Try one address after another, each with its share of the time."""
    found = addresses(origin, left(ends))
    for tried, one in enumerate(found[:-1]):
        with suppress(OSError):
            return _opened(one, share(ends, len(found) - tried))
    return _opened(found[-1], ends)


def _opened(found: tuple[Any, ...], ends: float | None) -> socket.socket:
    family, kind, protocol, _, address = found
    sock = socket.socket(family, kind, protocol)
    try:
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        sock.settimeout(left(ends))
        sock.connect(address)
    except BaseException:
        sock.close()
        raise
    return sock
