"""What verifies the service."""

from __future__ import annotations

import functools
import ssl

import httpx


@functools.cache
def ssl_context() -> ssl.SSLContext:
    """Return the context that all connections share; reading the certificates takes 25 ms."""
    return httpx.create_ssl_context()
