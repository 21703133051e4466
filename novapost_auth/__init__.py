"""Typed access to the Nova Post API, with tokens that renew themselves.

Names are imported when they are first asked for, so that a program pays only for what it uses.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from novapost_auth._version import __version__

if TYPE_CHECKING:
    from novapost_auth._async_client import AsyncNovaPost
    from novapost_auth._auth import NovaPostAuth
    from novapost_auth._client import NovaPost
    from novapost_auth._clock import Clock
    from novapost_auth._errors import (
        ApiError,
        AuthenticationError,
        BadRequest,
        ConfigurationError,
        Conflict,
        InvalidApiKey,
        MissingApiKey,
        NotFound,
        NovaPostError,
        PermissionDenied,
        RateLimited,
        ServerError,
        ServiceUnavailable,
        TimeoutError,  # noqa: A004 - ours is one of the built-in kind
        TransportError,
        UnexpectedResponse,
        ValidationError,
    )
    from novapost_auth._events import TokenEvent
    from novapost_auth._locate import Place
    from novapost_auth._retry import Retry
    from novapost_auth._secrets import Secret
    from novapost_auth._server import Server
    from novapost_auth._token import Token
    from novapost_auth.stores import FileTokenStore, MemoryTokenStore, RedisTokenStore, TokenStore

__all__ = [
    "ApiError",
    "AsyncNovaPost",
    "AuthenticationError",
    "BadRequest",
    "Clock",
    "ConfigurationError",
    "Conflict",
    "FileTokenStore",
    "InvalidApiKey",
    "MemoryTokenStore",
    "MissingApiKey",
    "NotFound",
    "NovaPost",
    "NovaPostAuth",
    "NovaPostError",
    "PermissionDenied",
    "Place",
    "RateLimited",
    "RedisTokenStore",
    "Retry",
    "Secret",
    "Server",
    "ServerError",
    "ServiceUnavailable",
    "TimeoutError",
    "Token",
    "TokenEvent",
    "TokenStore",
    "TransportError",
    "UnexpectedResponse",
    "ValidationError",
    "__version__",
]

_MODULES = {
    "AsyncNovaPost": "_async_client",
    "NovaPostAuth": "_auth",
    "NovaPost": "_client",
    "Clock": "_clock",
    "TokenEvent": "_events",
    "Place": "_locate",
    "Retry": "_retry",
    "Secret": "_secrets",
    "Server": "_server",
    "Token": "_token",
    "FileTokenStore": "stores",
    "MemoryTokenStore": "stores",
    "RedisTokenStore": "stores",
    "TokenStore": "stores",
}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module = import_module(f"{__name__}.{_MODULES.get(name, '_errors')}")
    value = getattr(module, name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
