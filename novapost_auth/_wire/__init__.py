"""The one way out to the network.

A ``Message`` comes in and its ``Answer`` goes out, or a ``WireFailure``, which says whether the
message was handed over. Connections, TLS, proxies, forks, event loops and the libraries that do
the work are known here and nowhere else. ``ways`` leads to the service by itself, ``foreign`` over
what a user passed; ``async_ways`` and ``async_foreign`` do so for coroutines, and each is imported
by the half that needs it.
"""

from novapost_auth._wire.decode import Decoder, Undecodable
from novapost_auth._wire.libraries import library_of, named
from novapost_auth._wire.loop import Loop
from novapost_auth._wire.message import (
    AnyAnswer,
    AsyncWire,
    Headers,
    Message,
    Origin,
    Times,
    Wire,
    WireFailure,
    header,
    is_success,
    raw,
)

__all__ = [
    "AnyAnswer",
    "AsyncWire",
    "Decoder",
    "Headers",
    "Loop",
    "Message",
    "Origin",
    "Times",
    "Undecodable",
    "Wire",
    "WireFailure",
    "header",
    "is_success",
    "library_of",
    "named",
    "raw",
]
