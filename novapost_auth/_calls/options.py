"""From what a user passes, or sets in the environment, to what a client works with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from novapost_auth._calls.extra import checked_headers, checked_params
from novapost_auth._calls.raw import Params
from novapost_auth._calls.responses import Listener, OnResponse
from novapost_auth._calls.retry import Retry
from novapost_auth._calls.service import Service
from novapost_auth._errors import ConfigurationError, check_type, misfit
from novapost_auth._httpx import httpx
from novapost_auth._secrets import Secret, Variables
from novapost_auth._settings import (
    Server,
    checked_language,
    checked_seconds,
    resolve_key,
    resolve_server,
)
from novapost_auth._version import __version__
from novapost_auth._wire import Times, library_of, named
from novapost_client.types import UNSET, Unset

if TYPE_CHECKING:
    from novapost_auth._settings import Clock

_LONGEST_CONNECT: Final = 5.0


def resolve_service(
    api_key: Secret | None,
    server: Server | str | None,
    environ: Variables,
    clock: Clock,
    options: Mapping[str, Any],
) -> Service:
    """Return what all calls of a client share; ``options`` come from ``resolve_options``."""
    return Service(
        base_url=resolve_server(server, environ),
        secrets=(resolve_key(api_key, environ),),
        clock=clock,
        **options,
    )


def resolve_options(  # noqa: PLR0913 - settings, all by keyword
    *,
    timeout: float | httpx.Timeout | Unset | None = UNSET,
    deadline: float | Unset | None = UNSET,
    largest_answer: int | Unset = UNSET,
    retries: Retry | int | Unset | None = UNSET,
    language: str | Unset | None = UNSET,
    extra_query: Params | Unset | None = UNSET,
    extra_headers: Mapping[str, str] | Unset | None = UNSET,
    on_response: OnResponse | Unset | None = UNSET,
) -> dict[str, Any]:
    """Return those options that are not ``UNSET``, as ``Service`` names and types them."""
    options: dict[str, Any] = {}
    if not isinstance(timeout, Unset):
        options["times"] = _times(timeout)
    if not isinstance(deadline, Unset):
        has_none = deadline is None
        options["deadline"] = None if has_none else checked_seconds(deadline, "the deadline")
    if not isinstance(largest_answer, Unset):
        options["largest_answer"] = _bytes(largest_answer)
    if not isinstance(retries, Unset):
        options["retry"] = Retry.of(retries)
    if not isinstance(language, Unset):
        options["headers"] = _headers(language)
    if not isinstance(extra_query, Unset):
        options["extra_params"] = checked_params(extra_query)
    if not isinstance(extra_headers, Unset):
        options["extra_headers"] = checked_headers(extra_headers)
    if not isinstance(on_response, Unset):
        options["listener"] = None if on_response is None else Listener(on_response)
    return options


def check_way(
    transport: object, http_client: object, proxy: object, verify: object, *, prefix: str
) -> None:
    """Refuse what was made for the other of the two clients, before it fails at a call.

    Args:
        transport: What was passed as such, of httpx or httpx2.
        http_client: As well.
        proxy: What was passed to set connections of our own by; None if nothing was.
        verify: As well; True if nothing was.
        prefix: What the names of the classes that are wanted begin with.

    """
    if transport is not None and http_client is not None:
        raise ConfigurationError("pass transport= or http_client=, not both")
    has_own = proxy is not None or verify is not True
    if has_own and (transport is not None or http_client is not None):
        raise ConfigurationError(
            "proxy= and verify= are for connections of this client's own:"
            " set them where you make the transport= or http_client= that you pass"
        )
    for name, value, wanted in (
        ("transport", transport, f"{prefix}BaseTransport"),
        ("http_client", http_client, f"{prefix}Client"),
    ):
        if value is not None and library_of(value, wanted) is None:
            its = getattr(value, name, None)  # Of a fake, which was passed itself.
            hint = f": pass its .{name}" if library_of(its, wanted) else ""
            raise ConfigurationError(f"{name}= must be an httpx.{wanted}, not {named(value)}{hint}")


def _times(timeout: float | httpx.Timeout | None) -> Times:
    if timeout is None:
        return Times(room=None, connect=None, send=None, silence=None)
    if not isinstance(timeout, int | float) and library_of(timeout, "Timeout"):
        return Times.of(timeout)
    seconds = checked_seconds(timeout, "the timeout", hint=", or an httpx.Timeout(30, connect=5)")
    connect = min(seconds, _LONGEST_CONNECT)
    return Times(room=seconds, connect=connect, send=seconds, silence=seconds)


def _bytes(largest: int) -> int:
    check_type(largest, "largest_answer must be a number of bytes", int)
    if largest < 1:
        raise misfit(largest, "largest_answer must be a number of bytes")
    return largest


def _headers(language: str | None) -> dict[str, str]:
    headers = {"User-Agent": f"novapost-python/{__version__}"}
    if language is not None:
        headers["Accept-Language"] = checked_language(language)
    return headers
