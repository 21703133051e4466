"""Connections for threads: opened, written to and read from within a time, and dropped."""

from __future__ import annotations

import math
import select
import socket
import ssl
import time
from collections.abc import Callable
from io import SEEK_END, BytesIO
from typing import Final, NoReturn, TypeVar

from novapost_auth._wire.fork_guard import guarded
from novapost_auth._wire.message import Origin
from novapost_auth._wire.names import addresses
from novapost_auth._wire.tls import Trust, over_tls

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


class Socket(AnySocket):
    """A connection for threads."""

    @classmethod
    def open(cls, origin: Origin, ends: float | None, trust: Trust) -> Socket:
        """Connect, TLS included, before the moment ``ends``."""
        sock = _connect(origin, ends)
        try:
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            if origin.scheme == "https":
                sock.setblocking(False)
                sock = tls = over_tls(sock, origin.host, trust)
                _do(tls, tls.do_handshake, ends)
                return _TlsSocket(tls)
        except BaseException:
            sock.close()
            raise
        return cls(sock)

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
        sent, whole = 0, data.seek(0, SEEK_END)

        def send() -> int:
            return self._sock.send(data.getbuffer()[sent:]) or wait_to_write()

        while sent < whole:
            sent += _do(self._sock, send, ends)

    def receive(self, ends: float | None) -> bytes:
        """Return what comes in before the moment ``ends``; b"" at the end of the connection."""
        return _do(self._sock, lambda: self._sock.recv(AT_ONCE), ends)


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


def wait_to_write() -> NoReturn:
    """Say for a socket that took nothing what it did not: gevent's returns 0 where others raise."""
    raise ssl.SSLWantWriteError


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
    for tried, (family, kind, protocol, _, address) in enumerate(found):
        sock = None
        try:
            sock = socket.socket(family, kind, protocol)
            sock.settimeout(left(share(ends, len(found) - tried)))
            sock.connect(address)
        except BaseException as exc:
            if sock is not None:
                sock.close()
            if not isinstance(exc, OSError) or tried == len(found) - 1:
                raise
        else:
            return sock
    raise OSError(f"{origin.host} has no address")
