"""One call: what is sent, when it is sent again, and what the answer means.

A ``Request`` of the generated client comes in and what its operation answers with goes out, or
one error. ``transport`` does it for threads, ``async_transport`` for coroutines; each is imported
by the half that needs it.
"""

from novapost_auth._calls.log import switch_on
from novapost_auth._calls.raw import Params, raw_request
from novapost_auth._calls.received import LARGEST_ANSWER, Received
from novapost_auth._calls.responses import OnResponse, ResponseRecord
from novapost_auth._calls.retry import DEFAULT, Retry, may_repeat
from novapost_auth._calls.service import Service, resolve_options, resolve_service

__all__ = [
    "DEFAULT",
    "LARGEST_ANSWER",
    "OnResponse",
    "Params",
    "Received",
    "ResponseRecord",
    "Retry",
    "Service",
    "may_repeat",
    "raw_request",
    "resolve_options",
    "resolve_service",
    "switch_on",
]
