"""TLS, and what verifies the service."""

from __future__ import annotations

import functools
import os
import socket
import ssl
from collections.abc import Callable
from typing import TypeAlias

import certifi

from novapost_auth._wire.fork_guard import guarded

Trust: TypeAlias = Callable[[], ssl.SSLContext]
"""Gives what verifies the service, and may take a while the first time."""


def over_tls(sock: socket.socket, host: str, trust: Trust) -> ssl.SSLSocket:
    """Return ``sock``, which does not block, as one that speaks TLS after a handshake."""
    return guarded(trust).wrap_socket(
        sock, server_hostname=host, do_handshake_on_connect=False, suppress_ragged_eofs=False
    )


def check_protocol(sock: ssl.SSLSocket) -> None:
    """See that it is HTTP/1.1 that is spoken on ``sock``, after the handshake.

    A context that was passed may offer more: httpx has it do so where a client of HTTP/2 shares it.

    Raises:
        OSError: It is not.

    """
    if (protocol := sock.selected_alpn_protocol()) not in (None, "http/1.1"):
        raise OSError(f"the SSLContext that was passed offers {protocol}: HTTP/1.1 is spoken here")


@functools.cache
def ssl_context() -> ssl.SSLContext:
    """Return the context that all connections share; reading the certificates takes 25 ms."""
    context = _trusting()
    context.set_alpn_protocols(["http/1.1"])
    return context


def _trusting() -> ssl.SSLContext:
    """Trust what the environment names, as httpx does, or else the public's certificates."""
    if file := os.environ.get("SSL_CERT_FILE"):
        return ssl.create_default_context(cafile=file)
    if folder := os.environ.get("SSL_CERT_DIR"):
        return ssl.create_default_context(capath=folder)
    return ssl.create_default_context(cafile=certifi.where())
