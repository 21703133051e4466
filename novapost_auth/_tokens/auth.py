"""The token on every request of an httpx client, sync or async."""

from __future__ import annotations

import functools
import sys
from collections.abc import AsyncGenerator, Generator
from typing import Any, Final, Literal, NoReturn, Self, TypeAlias

from novapost_auth._errors import ConfigurationError
from novapost_auth._httpx import httpx
from novapost_auth._secrets import Secret, Variables, unchecked
from novapost_auth._settings import (
    Clock,
    Server,
    apause,
    checked,
    checked_key,
    pause,
    resolve_server,
)
from novapost_auth._tokens.events import OnEvent
from novapost_auth._tokens.policy import is_replayable
from novapost_auth._tokens.request import TokenRequest
from novapost_auth._tokens.source import TokenSource
from novapost_auth._tokens.token import Token
from novapost_auth._wire import AsyncWire, Wire, library_of, named
from novapost_auth._wire.foreign import ForeignWire
from novapost_auth._wire.quiet import watch_logs
from novapost_auth.stores import Account, TokenStore

AnyTransport: TypeAlias = httpx.BaseTransport | httpx.AsyncBaseTransport


def _kin(auth: object) -> type:
    httpx2 = getattr(sys.modules.get("httpx2"), "Auth", None)  # It may be half imported.
    cls: Any = type(auth)
    return cls if httpx2 is None else _also(cls, httpx2)  # type: ignore[no-any-return]


@functools.cache
def _also(cls: Any, auth: Any) -> Any:
    return type(cls.__name__, (cls, auth), {"__module__": cls.__module__})


class NovaPostAuth(httpx.Auth):
    """Authorises requests of any ``httpx.Client`` or ``httpx.AsyncClient`` to Nova Post.

    It fetches a token when it is first needed, renews it before it ends, and exchanges it
    once if the service refuses it. One object may be shared by threads, event loops (asyncio
    and trio) and clients. Requests to other servers pass through it untouched.

    Args:
        api_key: Your key.
        server: A ``Server``, the name of one, or the base URL of another. A key is valid for
            one server alone, and the token is sent to no other.
        token_store: Where tokens are kept; in memory if not given.
        transport: An httpx transport for token calls; it is not closed. If not given, each
            token call makes a connection of its own, by the proxies of the environment.
        clock: What tells the time, with ``time()`` and ``monotonic()``; with ``sleep(seconds)``
            it also does the waiting before a refused token is tried again. For tests.
        refresh: ``"background"`` renews a token while it is still used, so that nobody waits;
            ``"inline"`` lets one request wait for it, for hosts that stop threads between
            requests.
        on_event: Is called with a ``TokenEvent`` for whatever happens to a token, in any
            thread.

    Raises:
        MissingApiKey: The key is empty.
        ConfigurationError: The key, the server or the clock cannot be used.

    """

    def __init__(  # noqa: PLR0913 - each is a setting of its own
        self,
        api_key: str | Secret,
        *,
        server: Server | str = Server.PRODUCTION,
        token_store: TokenStore | None = None,
        transport: AnyTransport | None = None,
        clock: Clock | None = None,
        refresh: Literal["background", "inline"] = "background",
        on_event: OnEvent | None = None,
    ) -> None:
        key, api_key = unchecked(api_key), ""  # No traceback shows it from here on.
        self._origin: Final = resolve_server(server, Variables({}))
        self._clock: Final = checked(clock)
        self._source: Final = TokenSource(
            TokenRequest(
                Account(self._origin, checked_key(key)),
                None if transport is None else _wire_over(transport),
            ),
            token_store=token_store,
            clock=self._clock,
            refresh=refresh,
            on_event=on_event,
        )
        watch_logs()
        url = httpx.URL(self._origin)
        self._scheme, self._host, self._port = url.scheme, url.raw_host, url.port

    # The class, as those see it who ask whether this is an auth: one of httpx2's too, whose clients
    # take no others. It is looked for when it is asked for, as who asks has loaded it.
    __class__ = property(_kin)  # pyright: ignore[reportIncompatibleMethodOverride]

    def __copy__(self) -> Self:
        copied = object.__new__(type(self))
        vars(copied).update(vars(self))
        return copied

    def __reduce__(self) -> NoReturn:
        raise TypeError("NovaPostAuth cannot be pickled: it holds a key; make one in each process")

    def __repr__(self) -> str:
        return f"{type(self).__name__}(server={vars(self).get('_origin', '?')!r})"

    @property
    def base_url(self) -> str:
        """The URL of the server, whatever named it: the ``base_url=`` of a client of httpx."""
        return self._origin

    def token(self) -> Token:
        """Return the token to use now, fetching it if need be.

        Raises:
            InvalidApiKey: The service refused the key.
            ApiError: It failed otherwise.
            TransportError: It did not answer.
            UnexpectedResponse: Its answer could not be read.

        """
        cached = self._source.get()
        return cached.token()

    async def atoken(self) -> Token:
        """Return the token to use now, fetching it if need be.

        Raises:
            InvalidApiKey: The service refused the key.
            ApiError: It failed otherwise.
            TransportError: It did not answer.
            UnexpectedResponse: Its answer could not be read.

        """
        cached = await self._source.aget()
        return cached.token()

    # Both flows begin with what `TokenSource.get` begins with, written out, and set the header
    # by the method's name, which is faster: with a fresh token that is all they do.

    def sync_auth_flow(
        self, request: httpx.Request
    ) -> Generator[httpx.Request, httpx.Response, None]:
        """Send ``request`` with a token, and again where a 401 makes it worth while."""
        url = request.url
        if url.raw_host != self._host or url.port != self._port or url.scheme != self._scheme:
            yield request
            return
        source = self._source
        cached, (monotonic, wall) = source.held, source.clocks
        if monotonic() >= cached.fresh_monotonic or wall() >= cached.fresh_wall:
            cached = source.get()
        request.headers.__setitem__("Authorization", cached.value.reveal())
        response = yield request
        if response.status_code != 401:  # noqa: PLR2004
            if source.proven is not cached:
                source.proven = cached
            return
        trial = source.trial(replayable=is_replayable(request))
        while (
            self.is_ours(response.url)
            and (seconds := trial.pause(cached, response.status_code)) is not None
        ):
            response.read()  # Gives the connection back, which the token call may need.
            if seconds:
                pause(self._clock, seconds)
            cached = source.get()
            request.headers["Authorization"] = cached.value.reveal()
            response = yield request

    async def async_auth_flow(
        self, request: httpx.Request
    ) -> AsyncGenerator[httpx.Request, httpx.Response]:
        """Send ``request`` with a token, and again where a 401 makes it worth while."""
        url = request.url
        if url.raw_host != self._host or url.port != self._port or url.scheme != self._scheme:
            yield request
            return
        source = self._source
        cached, (monotonic, wall) = source.held, source.clocks
        if monotonic() >= cached.fresh_monotonic or wall() >= cached.fresh_wall:
            cached = await source.aget()
        request.headers.__setitem__("Authorization", cached.value.reveal())
        response = yield request
        if response.status_code != 401:  # noqa: PLR2004
            if source.proven is not cached:
                source.proven = cached
            return
        trial = source.trial(replayable=is_replayable(request))
        while (
            self.is_ours(response.url)
            and (seconds := trial.pause(cached, response.status_code)) is not None
        ):
            await response.aread()  # Gives the connection back, which the token call may need.
            if seconds:
                await apause(self._clock, seconds)
            cached = await source.aget()
            request.headers["Authorization"] = cached.value.reveal()
            response = yield request

    def is_ours(self, url: httpx.URL) -> bool:
        """Tell whether ``url`` is on the server that the tokens are for."""
        parts = (url.raw_host, url.port, url.scheme)
        return parts == (self._host, self._port, self._scheme)


def _wire_over(transport: AnyTransport) -> Wire | AsyncWire:
    if library_of(transport, "BaseTransport") is not None:
        return ForeignWire(transport)
    if library_of(transport, "AsyncBaseTransport") is not None:
        from novapost_auth._wire.async_foreign import (  # noqa: PLC0415 - threads do without
            AsyncForeignWire,
        )

        return AsyncForeignWire(transport)
    raise ConfigurationError(
        f"transport= must be a transport of httpx or httpx2, not {named(transport)}"
    )
