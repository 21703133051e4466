"""What must not be shown, and copies that can be.

Keys and tokens come in as text and are held as ``Secret``; what goes out are requests, answers
and URLs from which they have been taken.
"""

from novapost_auth._secrets.record import (
    is_credential,
    kept_response,
    masked_headers,
    masked_request,
    record_request,
    record_response,
)
from novapost_auth._secrets.scrub import scrub
from novapost_auth._secrets.secret import (
    MASK,
    Secret,
    Variables,
    keys_of,
    redact_url,
    redacting,
    unchecked,
    unshown,
)

__all__ = [
    "MASK",
    "Secret",
    "Variables",
    "is_credential",
    "kept_response",
    "keys_of",
    "masked_headers",
    "masked_request",
    "record_request",
    "record_response",
    "redact_url",
    "redacting",
    "scrub",
    "unchecked",
    "unshown",
]
