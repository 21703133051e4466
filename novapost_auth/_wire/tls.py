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
