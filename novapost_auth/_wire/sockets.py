"""Connections for threads: opened, written to and read from within a time, and dropped."""

from __future__ import annotations

import select
import socket
import time
from io import BytesIO

from novapost_auth._wire.message import Origin
from novapost_auth._wire.names import addresses
from novapost_auth._wire.tls import Trust

_AT_ONCE = 64 * 1024  # Bytes read at a time.


class Socket:
    """A connection. All that fails does so with an ``OSError``, ``TimeoutError`` among them."""

    def __init__(self, sock: socket.socket) -> None:
        self._sock = sock

    @classmethod
    def open(cls, origin: Origin, ends: float | None, trust: Trust) -> Socket:
        """Connect, TLS included, before the moment ``ends``."""
        sock = _connect(origin, ends)
        try:
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            if origin.scheme == "https":
                sock.settimeout(left(ends))
                sock = trust().wrap_socket(
                    sock, server_hostname=origin.host, suppress_ragged_eofs=False
                )
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
        return self._sock.recv(_AT_ONCE)

    def is_readable(self) -> bool:
        """Tell whether something has come in: where nothing was asked, the end most likely."""
        return is_readable(self._sock)

    def drop(self) -> None:
        """Let go of it. Nothing more is sent, as a parent that shares it may still use it."""
        self._sock.close()


def left(ends: float | None) -> float | None:
    """Return the seconds until the moment ``ends``.

    Raises:
        TimeoutError: There are none.

    """
    if ends is None:
        return None
    seconds = ends - time.monotonic()
    if seconds <= 0:
        raise TimeoutError("it took too long")
    return seconds


def share(ends: float | None, among: int) -> float | None:
    """Return the moment at which the first of so many attempts has to end."""
    seconds = left(ends)
    return None if seconds is None else time.monotonic() + seconds / among


def is_readable(sock: socket.socket) -> bool:
    """Tell whether reading from ``sock`` would return at once."""
    try:
        if not hasattr(select, "poll"):  # Windows, where the number of a socket may be any.
            return bool(select.select([sock], [], [], 0)[0])
        poll = select.poll()
        poll.register(sock, select.POLLIN)
        return bool(poll.poll(0))
    except (OSError, ValueError):  # It is closed.
        return True


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
