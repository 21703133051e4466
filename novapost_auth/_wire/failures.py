"""What an exchange failed with, in the words of httpx, and whether the message was handed over."""

from __future__ import annotations

import ssl
from typing import Final

from novapost_auth._httpx import httpx
from novapost_auth._wire.http1 import Malformed
from novapost_auth._wire.message import Origin, WireFailure

BROKEN: Final = (OSError, Malformed)
"""What sockets and parsers raise. ``TimeoutError`` and those of TLS are of the first kind."""
CUT_OFF: Final = (ConnectionError, ssl.SSLError)
"""What a socket raises while it sends to who reads no more; what it had said can still be read."""
_HERE: Final = frozenset(("localhost", "127.0.0.1", "::1"))


def not_connected(exc: Exception, origin: Origin) -> WireFailure:
    """Return the failure to connect: nothing of the message has left.

    It names the server: another one than was meant is the likeliest reason.
    """
    is_fake = isinstance(exc, ConnectionRefusedError) and origin.host in _HERE
    hint = ": is the fake running?" if is_fake else ""
    cause: Exception = httpx.ConnectError(f"{_text(exc)} ({origin.netloc}){hint}")
    if isinstance(exc, TimeoutError):
        cause = httpx.ConnectTimeout(f"there was no connection in time ({origin.netloc})")
    elif isinstance(exc, ssl.SSLCertVerificationError):
        whom = "verify= and SSL_CERT_FILE say whom to trust"
        cause = ssl.SSLCertVerificationError(1, f"{_text(exc)} ({origin.netloc}): {whom}")
    return WireFailure(cause, handed_over=False)


def no_room(most: int) -> WireFailure:
    """Return the failure to get a place among those that are under way."""
    return WireFailure(httpx.PoolTimeout(f"{most} calls are under way"), handed_over=False)


def unusable(exc: Exception) -> WireFailure:
    """Return the failure of a message that cannot be written as HTTP."""
    return WireFailure(httpx.LocalProtocolError(_text(exc)), handed_over=False)


def broken(exc: Exception, late: str) -> WireFailure:
    """Return the failure of an exchange that had begun; ``late`` tells what took too long."""
    if isinstance(exc, TimeoutError):
        return WireFailure(httpx.ReadTimeout(late))
    if isinstance(exc, Malformed):
        return WireFailure(httpx.RemoteProtocolError(_text(exc)))
    return WireFailure(httpx.ReadError(_text(exc)))


def _text(exc: Exception) -> str:
    return str(exc) or type(exc).__name__
