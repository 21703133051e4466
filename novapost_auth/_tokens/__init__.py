"""The token layer: one token for everyone, renewed in time, exchanged when it is refused.

An account comes in, a token that is valid now goes out; ``NovaPostAuth`` puts it on the requests
of any httpx client.
"""

from novapost_auth._tokens.auth import NovaPostAuth
from novapost_auth._tokens.events import OnEvent, TokenEvent
from novapost_auth._tokens.token import Token
from novapost_auth._tokens.tokens import Tokens

__all__ = [
    "NovaPostAuth",
    "OnEvent",
    "Token",
    "TokenEvent",
    "Tokens",
]
