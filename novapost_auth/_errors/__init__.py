"""What can go wrong, as one tree.

    NovaPostError                        everything this package raises
    ├─ ConfigurationError                a setting cannot be used (also a ValueError)
    │  └─ MissingApiKey                  no key was given
    ├─ TransportError                    no answer came
    │  └─ TimeoutError                   it took too long
    ├─ UnexpectedResponse                a success that cannot be read
    └─ ApiError                          the service said no
       ├─ BadRequest                     400
       ├─ AuthenticationError            401
       │  └─ InvalidApiKey               the token call itself was refused
       ├─ PermissionDenied               403
       ├─ NotFound                       404
       ├─ Conflict                       409
       ├─ ValidationError                422
       ├─ RateLimited                    429
       └─ ServerError                    5xx
          └─ ServiceUnavailable          503

What an error carries is a record of the exchange from which key, token and request body
have been taken out, so that it can be logged, pickled and sent to an error tracker.

Answers and failures of the wire come in, and arguments that cannot be used; the one error that each
means goes out.
"""

from novapost_auth._errors.answers import UNREADABLE, read_json, request_id_of
from novapost_auth._errors.api import (
    ApiError,
    AuthenticationError,
    BadRequest,
    Conflict,
    InvalidApiKey,
    NotFound,
    PermissionDenied,
    RateLimited,
    ServerError,
    ServiceUnavailable,
    ValidationError,
    error_from_response,
)
from novapost_auth._errors.arguments import (
    check_callback,
    check_held,
    check_path,
    check_type,
    checked_seconds,
    misfit,
)
from novapost_auth._errors.base import (
    MissingApiKey,
    TimeoutError,  # noqa: A004 - ours is one of the built-in kind
    TransportError,
    UnexpectedResponse,
)
from novapost_auth._errors.duplicate import copy_of
from novapost_auth._errors.mapping import answered, error_from_failure
from novapost_client.errors import ConfigurationError, NovaPostError, UnknownFieldWarning

__all__ = [
    "UNREADABLE",
    "ApiError",
    "AuthenticationError",
    "BadRequest",
    "ConfigurationError",
    "Conflict",
    "InvalidApiKey",
    "MissingApiKey",
    "NotFound",
    "NovaPostError",
    "PermissionDenied",
    "RateLimited",
    "ServerError",
    "ServiceUnavailable",
    "TimeoutError",
    "TransportError",
    "UnexpectedResponse",
    "UnknownFieldWarning",
    "ValidationError",
    "answered",
    "check_callback",
    "check_held",
    "check_path",
    "check_type",
    "checked_seconds",
    "copy_of",
    "error_from_failure",
    "error_from_response",
    "misfit",
    "read_json",
    "request_id_of",
]
