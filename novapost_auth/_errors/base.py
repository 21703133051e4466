"""Errors that are no answer of the service."""

from __future__ import annotations

import builtins
from collections.abc import Iterable

from novapost_auth._errors.answers import line
from novapost_auth._httpx import httpx
from novapost_auth._secrets import Secret, record_request, record_response, scrub
from novapost_client.errors import ConfigurationError, NovaPostError


class MissingApiKey(ConfigurationError):
    """No API key was given, neither as an argument nor in the environment."""


class TransportError(NovaPostError):
    """No answer came: the network, TLS or a proxy failed."""

    request: httpx.Request | None
    """The request, without key, token and body."""

    def __init__(
        self, message: str, *, request: httpx.Request | None = None, maybe_sent: bool = True
    ) -> None:
        super().__init__(line(message))
        self.request = None if request is None else record_request(request)
        self.maybe_sent = maybe_sent


class TimeoutError(TransportError, builtins.TimeoutError):  # noqa: A001 - the name says it best, and it is a subclass
    """It took longer than the timeout allows."""


class UnexpectedResponse(NovaPostError):
    """A successful answer that cannot be read: of another format, or incomplete."""

    maybe_sent = True
    response: httpx.Response
    """The answer, without key and token."""

    def __init__(
        self, message: str, *, response: httpx.Response, secrets: Iterable[Secret] = ()
    ) -> None:
        super().__init__(f"{response.status_code} {line(scrub(message, *secrets))}")
        self.response = record_response(response, secrets)
