"""The token on every request of an httpx client, sync or async."""

from __future__ import annotations

import random
import time
from collections.abc import AsyncGenerator, Callable, Generator
from typing import Any, Final, Literal

import httpx

from novapost_auth._errors import ConfigurationError
from novapost_auth._secrets import Secret
from novapost_auth._settings import Clock, Server, checked, checked_key, resolve_server
from novapost_auth._tokens.events import Observer, OnEvent
from novapost_auth._tokens.loop import current_loop
from novapost_auth._tokens.policy import PAUSE, is_replayable
from novapost_auth._tokens.provider import TokenProvider
from novapost_auth._tokens.request import AnyTransport, TokenRequest
from novapost_auth._tokens.source import TokenSource
from novapost_auth._tokens.token import CachedToken, Token
from novapost_auth.stores import Account, MemoryTokenStore, TokenStore


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
        _draw: Callable[[], float] = random.random,
    ) -> None:
        if refresh not in ("background", "inline"):
            raise ConfigurationError(f"refresh must be 'background' or 'inline', not {refresh!r}")
        self._origin: Final = resolve_server(server, {})
        self._clock: Final = checked(clock)
        provider = TokenProvider(
            request=TokenRequest(Account(self._origin, checked_key(api_key)), transport),
            store=MemoryTokenStore() if token_store is None else token_store,
            clock=self._clock,
            draw=_draw,
        )
        self._source: Final = TokenSource(provider, Observer(on_event), inline=refresh == "inline")
        where = _parts(httpx.URL(self._origin))
        self._scheme, self._host, self._port = where.scheme, where.host, where.port

    def __repr__(self) -> str:
        return f"{type(self).__name__}(server={self._origin!r})"

    def token(self) -> Token:
        """Return the token to use now, fetching it if need be.

        Raises:
            InvalidApiKey: The service refused the key.
            ApiError: It failed otherwise.
            TransportError: It did not answer.
            UnexpectedResponse: Its answer could not be read.

        """
        return self._source.get().token()

    async def atoken(self) -> Token:
        """As ``token``, for coroutines."""
        return (await self._source.aget()).token()

    # Both flows begin with what `TokenSource.get` begins with, written out, and set the header
    # by the method's name, which is faster: with a fresh token that is all they do.

    def sync_auth_flow(
        self, request: httpx.Request
    ) -> Generator[httpx.Request, httpx.Response, None]:
        """Send ``request`` with a token, and again where a 401 makes it worth while."""
        try:
            url = request.url._uri_reference  # noqa: SLF001 - see _parts
        except AttributeError:
            url = _parts(request.url)
        if url.host != self._host or url.scheme != self._scheme or url.port != self._port:
            yield request
            return
        source = self._source
        cached, (monotonic, wall) = source.held, source.clocks
        if monotonic() >= cached.fresh_monotonic or wall() >= cached.fresh_wall:
            cached = source.get()
        request.headers.__setitem__("Authorization", cached.authorization)
        response = yield request
        if response.status_code != 401:  # noqa: PLR2004
            if source.proven is not cached:
                source.proven = cached
            return
        trial = _Trial(self, source, request)
        while (pause := trial.goes_on(cached, response)) is not None:
            response.read()  # Gives the connection back, which the token call may need.
            self._sleep(pause)
            cached = source.get()
            request.headers["Authorization"] = cached.authorization
            response = yield request

    async def async_auth_flow(
        self, request: httpx.Request
    ) -> AsyncGenerator[httpx.Request, httpx.Response]:
        """As ``sync_auth_flow``, for coroutines."""
        try:
            url = request.url._uri_reference  # noqa: SLF001 - see _parts
        except AttributeError:
            url = _parts(request.url)
        if url.host != self._host or url.scheme != self._scheme or url.port != self._port:
            yield request
            return
        source = self._source
        cached, (monotonic, wall) = source.held, source.clocks
        if monotonic() >= cached.fresh_monotonic or wall() >= cached.fresh_wall:
            cached = await source.aget()
        request.headers.__setitem__("Authorization", cached.authorization)
        response = yield request
        if response.status_code != 401:  # noqa: PLR2004
            if source.proven is not cached:
                source.proven = cached
            return
        trial = _Trial(self, source, request)
        while (pause := trial.goes_on(cached, response)) is not None:
            await response.aread()
            await self._asleep(pause)
            cached = await source.aget()
            request.headers["Authorization"] = cached.authorization
            response = yield request

    def is_ours(self, url: httpx.URL) -> bool:
        """Tell whether ``url`` is on the server that the tokens are for."""
        parts = _parts(url)
        return (parts.host, parts.scheme, parts.port) == (self._host, self._scheme, self._port)

    def _sleep(self, seconds: float) -> None:
        if seconds:
            getattr(self._clock, "sleep", time.sleep)(seconds)

    async def _asleep(self, seconds: float) -> None:
        if seconds and (sleep := getattr(self._clock, "sleep", None)):
            sleep(seconds)
        elif seconds:
            await current_loop().sleep(seconds)


class _Trial:
    """The second and further tries of a request that was answered 401."""

    def __init__(self, auth: NovaPostAuth, source: TokenSource, request: httpx.Request) -> None:
        self._auth, self._source, self._request = auth, source, request
        self._first: CachedToken | None = None
        self._last: CachedToken | None = None

    def goes_on(self, cached: CachedToken, response: httpx.Response) -> float | None:
        """Return the seconds to wait before the next try; None to hand ``response`` over."""
        if response.status_code != httpx.codes.UNAUTHORIZED:
            self._source.accepted(cached)
            return None
        if not self._auth.is_ours(response.url):  # After a redirect to somebody else.
            return None
        replayable = is_replayable(self._request)
        self._first = self._first or cached
        action = self._source.refused(
            cached,
            exchanged=cached is not self._first,
            again=cached is self._last or not replayable,
        )
        self._last = cached
        if action == "hand over" or not replayable:
            return None
        return PAUSE if action == "again" else 0.0


def _parts(url: httpx.URL) -> Any:
    """Return what has the scheme, host and port of ``url``: where it keeps them, or else itself.

    Asking a URL for them costs more than all the rest that a request with a fresh token needs.
    What it keeps them in is private to httpx, and goes by the same names.
    """
    return getattr(url, "_uri_reference", url)
