"""What reads answers: llhttp where ``novapost[fast]`` has brought it, or else h11."""

from __future__ import annotations

import functools
from collections.abc import Callable

from novapost_auth._wire.http1 import Exchanges, H11Exchanges


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
