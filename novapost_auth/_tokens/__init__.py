"""The token layer: one token for everyone, renewed in time, exchanged when it is refused.

An account comes in, a token that is valid now goes out. ``auth`` puts it on the requests of any
httpx client; it is imported by those who use it, as it brings httpx with it.
"""

from novapost_auth._tokens.events import OnEvent, TokenEvent
from novapost_auth._tokens.request import TokenRequest
from novapost_auth._tokens.source import TokenSource
from novapost_auth._tokens.token import Token

__all__ = [
    "OnEvent",
    "Token",
    "TokenEvent",
    "TokenRequest",
    "TokenSource",
]
