"""What all calls of a client share, and a view of it changes: from what a user passes to values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final, Protocol

from attrs import Factory, field, frozen

from novapost_auth._calls.extra import checked_headers
from novapost_auth._calls.raw import Pairs, Params, checked_params
from novapost_auth._calls.received import LARGEST_ANSWER
from novapost_auth._calls.responses import Listener, OnResponse
from novapost_auth._calls.retry import Retry
from novapost_auth._errors import check_type, checked_seconds
from novapost_auth._httpx import httpx
from novapost_auth._secrets import Secret, Variables
from novapost_auth._settings import Server, checked_language, resolve_key, resolve_server
from novapost_auth._version import __version__
from novapost_auth._wire import Headers, Origin, Times, library_of, raw
from novapost_auth._wire.decode import ACCEPTED
from novapost_client.types import UNSET, Unset

if TYPE_CHECKING:
    from novapost_auth._settings import Clock

_LONGEST_CONNECT: Final = 5.0


class Trial(Protocol):
    """What to try for one request where the service refuses its token."""

    def pause(self, cached: Any, status: int) -> float | None:
        """Return the seconds after which another is to be tried; None if none is."""
        ...


class Tokens(Protocol):
    """Where the tokens of calls come from. The ``value`` of one is what is sent."""

    def get(self, seconds: float) -> Any:
        """Return the token to send now, waiting for one so long at most."""
        ...

    async def aget(self, seconds: float) -> Any:
        """Return the token to send now, waiting for one so long at most."""
        ...

    def trial(self) -> Trial:
        """Begin with a request."""
        ...


@frozen(kw_only=True, eq=False, repr=False)
class Service:
    """What all calls of a client share, prepared once."""

    base_url: str
    headers: Mapping[str, str]
    times: Times
    retry: Retry
    clock: Clock
    secrets: tuple[Secret, ...]
    deadline: float | None = None
    """Seconds that a call may take with all that belongs to it."""
    largest_answer: int = LARGEST_ANSWER
    listener: Listener | None = None
    """Who is told of answers."""
    extra_params: Pairs = field(default=(), repr=False)
    extra_headers: Headers = field(factory=list, repr=False)

    origin: Origin = field(
        init=False, default=Factory(lambda self: Origin.of(self.base_url), takes_self=True)
    )
    raw_headers: Headers = field(
        init=False,
        default=Factory(
            lambda self: raw({**self.headers, "Accept-Encoding": ACCEPTED}), takes_self=True
        ),
    )
    times_of_json: Times = field(
        init=False, default=Factory(lambda self: self.times.for_json(), takes_self=True)
    )


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
        check_type(largest_answer, "largest_answer must be a number of bytes", int, least=1)
        options["largest_answer"] = largest_answer
    if not isinstance(retries, Unset):
        options["retry"] = Retry.of(retries)
    if not isinstance(language, Unset):
        options["headers"] = _headers(language)
    if not isinstance(extra_query, Unset):
        options["extra_params"] = checked_params(extra_query, "extra_query")
    if not isinstance(extra_headers, Unset):
        options["extra_headers"] = checked_headers(extra_headers)
    if not isinstance(on_response, Unset):
        options["listener"] = None if on_response is None else Listener(on_response)
    return options


def _times(timeout: float | httpx.Timeout | None) -> Times:
    if timeout is None:
        return Times(room=None, connect=None, send=None, silence=None)
    if not isinstance(timeout, int | float) and library_of(timeout, "Timeout"):
        return Times.of(timeout)
    seconds = checked_seconds(timeout, "the timeout", hint=", or an httpx.Timeout(30, connect=5)")
    connect = min(seconds, _LONGEST_CONNECT)
    return Times(room=seconds, connect=connect, send=seconds, silence=seconds)


def _headers(language: str | None) -> dict[str, str]:
    headers = {"User-Agent": f"novapost-python/{__version__}"}
    if language is not None:
        headers["Accept-Language"] = checked_language(language)
    return headers
