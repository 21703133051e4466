"""Errors that are no answer of the service."""

from __future__ import annotations

import builtins
from collections.abc import Iterable
from typing import Any, Final

import httpx

from novapost_auth._errors.answers import line
from novapost_auth._secrets import Secret, record_request, record_response, scrub

_HERE: Final = "novapost_auth._errors."
_PUBLIC: Final = "novapost_auth"


class NovaPostError(Exception):
    """The base of everything this package raises."""

    __module__ = _PUBLIC  # Where tracebacks and pickles find it.

    maybe_sent: bool = False
    """Whether the service may have done what was asked, although it did not say so.

    Then look for what the call would have changed before you send it again.
    """

    retry_after: float | None = None
    """Seconds after which another try is of use, where that is known."""

    def __init_subclass__(cls) -> None:
        if cls.__module__.startswith(_HERE):  # What users subclass stays theirs.
            cls.__module__ = _PUBLIC

    def __reduce__(self) -> tuple[Any, ...]:
        return _revive, (type(self), self.args, self.__dict__)


class ConfigurationError(NovaPostError, ValueError):
    """A setting or an argument cannot be used: a server without https, a body that is no JSON."""


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


def _revive(
    cls: type[NovaPostError], args: tuple[object, ...], state: dict[str, Any]
) -> NovaPostError:
    error = cls.__new__(cls, *args)
    error.args = args
    error.__dict__.update(state)
    return error
