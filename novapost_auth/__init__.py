"""Typed access to the Nova Post API, with tokens that renew themselves.

Names are imported when they are first asked for, so that a program pays only for what it uses.
"""

from typing import TYPE_CHECKING

from novapost_auth._version import __version__
from novapost_client.lazy import lazy

if TYPE_CHECKING:
    from novapost_auth._async_client import AsyncNovaPost
    from novapost_auth._calls import ResponseRecord, Retry
    from novapost_auth._client import NovaPost
    from novapost_auth._divisions import download_divisions, download_divisions_async
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
        UnknownFieldWarning,
        ValidationError,
    )
    from novapost_auth._errors.locate import Place
    from novapost_auth._everyday.codes import TrackingCode
    from novapost_auth._everyday.costs import DeliveryCost, delivery_costs
    from novapost_auth._everyday.create_once import CreatedOnce
    from novapost_auth._everyday.files import FileBytes, SavedFile
    from novapost_auth._everyday.state import TrackingState, tracking_state
    from novapost_auth._everyday.tracking import TrackedMany
    from novapost_auth._everyday.webhooks import InvalidWebhook, WebhookEvent, verify_webhook
    from novapost_auth._secrets import Secret
    from novapost_auth._settings import Clock, Server
    from novapost_auth._tokens import Token, TokenEvent
    from novapost_auth._tokens.auth import NovaPostAuth
    from novapost_auth.stores import FileTokenStore, MemoryTokenStore, RedisTokenStore, TokenStore

__all__ = [
    "ApiError",
    "AsyncNovaPost",
    "AuthenticationError",
    "BadRequest",
    "Clock",
    "ConfigurationError",
    "Conflict",
    "CreatedOnce",
    "DeliveryCost",
    "FileBytes",
    "FileTokenStore",
    "InvalidApiKey",
    "InvalidWebhook",
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
    "ResponseRecord",
    "Retry",
    "SavedFile",
    "Secret",
    "Server",
    "ServerError",
    "ServiceUnavailable",
    "TimeoutError",
    "Token",
    "TokenEvent",
    "TokenStore",
    "TrackedMany",
    "TrackingCode",
    "TrackingState",
    "TransportError",
    "UnexpectedResponse",
    "UnknownFieldWarning",
    "ValidationError",
    "WebhookEvent",
    "__version__",
    "delivery_costs",
    "download_divisions",
    "download_divisions_async",
    "tracking_state",
    "verify_webhook",
]

if not TYPE_CHECKING:  # A checker that saw it would take any misspelt name for one of these.
    __getattr__, __dir__ = lazy(
        __name__,
        {
            "ApiError": "_errors",
            "AsyncNovaPost": "_async_client",
            "AuthenticationError": "_errors",
            "BadRequest": "_errors",
            "Clock": "_settings",
            "ConfigurationError": "_errors",
            "Conflict": "_errors",
            "CreatedOnce": "_everyday.create_once",
            "DeliveryCost": "_everyday.costs",
            "FileBytes": "_everyday.files",
            "FileTokenStore": "stores",
            "InvalidApiKey": "_errors",
            "InvalidWebhook": "_everyday.webhooks",
            "MemoryTokenStore": "stores",
            "MissingApiKey": "_errors",
            "NotFound": "_errors",
            "NovaPost": "_client",
            "NovaPostAuth": "_tokens.auth",
            "NovaPostError": "_errors",
            "PermissionDenied": "_errors",
            "Place": "_errors.locate",
            "RateLimited": "_errors",
            "RedisTokenStore": "stores",
            "ResponseRecord": "_calls",
            "Retry": "_calls",
            "SavedFile": "_everyday.files",
            "Secret": "_secrets",
            "Server": "_settings",
            "ServerError": "_errors",
            "ServiceUnavailable": "_errors",
            "TimeoutError": "_errors",
            "Token": "_tokens",
            "TokenEvent": "_tokens",
            "TokenStore": "stores",
            "TrackedMany": "_everyday.tracking",
            "TrackingCode": "_everyday.codes",
            "TrackingState": "_everyday.state",
            "TransportError": "_errors",
            "UnexpectedResponse": "_errors",
            "UnknownFieldWarning": "_errors",
            "ValidationError": "_errors",
            "WebhookEvent": "_everyday.webhooks",
            "delivery_costs": "_everyday.costs",
            "download_divisions": "_divisions",
            "download_divisions_async": "_divisions",
            "tracking_state": "_everyday.state",
            "verify_webhook": "_everyday.webhooks",
        },
        (),
        "novapost_auth.testing",
    )
