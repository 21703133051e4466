"""The client for threads: the whole API, with a token, over connections that are kept."""

from __future__ import annotations

import copy
import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal, Self

import httpx

from novapost_auth._calls import (
    DEFAULT,
    LIMITS,
    Params,
    Retry,
    check_way,
    raw_request,
    resolve_options,
    resolve_service,
    switch_on,
)
from novapost_auth._calls.transport import HttpTransport
from novapost_auth._everyday.api import Api
from novapost_auth._secrets import record_request
from novapost_auth._settings import checked
from novapost_auth._tokens import NovaPostAuth
from novapost_auth._wire.borrowed import BorrowedTransport
from novapost_auth._wire.tls import ssl_context
from novapost_client.types import UNSET, Unset

if TYPE_CHECKING:
    from types import TracebackType

    from novapost_auth._secrets import Secret
    from novapost_auth._settings import Clock, Server
    from novapost_auth._tokens import OnEvent, Token
    from novapost_auth.stores import TokenStore


class NovaPost(Api):
    """The Nova Post API.

    Threads may share it. Close it when you are done, or use it as a context manager.

    Args:
        api_key: Your key; by default it is taken from the environment variable
            ``NOVAPOST_API_KEY``.
        server: A ``Server``, the name of one, or another base URL; by default what
            ``NOVAPOST_SERVER`` holds, or production. A key is valid on one server alone.
        language: The language of texts in answers, such as ``"uk"``.
        timeout: Seconds for which the service may be silent; connecting takes 5 at most. An
            ``httpx.Timeout`` sets each limit by itself; None sets none.
        retries: How failed calls are sent again: a policy, a number of repetitions, or None.
        token_store: Where tokens are kept; in memory by default.
        transport: An httpx transport for all calls, those for tokens included.
        http_client: Your own client for all calls; it is not closed. Tokens are asked for over
            its transports, past its hooks.
        environ: Where the variables are looked for, ``NOVAPOST_LOG`` among them.
        clock: What tells the time: ``time()`` and ``monotonic()``. With ``sleep(seconds)`` it
            also waits between tries. For tests.
        refresh: When a token is renewed, as for ``NovaPostAuth``.
        on_event: What is told of tokens, as for ``NovaPostAuth``.

    Raises:
        MissingApiKey: There is no key.
        ConfigurationError: A setting cannot be used.

    """

    def __init__(  # noqa: PLR0913 - settings, all but the first by keyword
        self,
        api_key: str | Secret | None = None,
        *,
        server: Server | str | None = None,
        language: str | None = None,
        timeout: float | httpx.Timeout | None = 30.0,
        retries: Retry | int | None = DEFAULT,
        token_store: TokenStore | None = None,
        transport: httpx.BaseTransport | None = None,
        http_client: httpx.Client | None = None,
        environ: Mapping[str, str] = os.environ,
        clock: Clock | None = None,
        refresh: Literal["background", "inline"] = "background",
        on_event: OnEvent | None = None,
    ) -> None:
        switch_on(environ)
        check_way(transport, httpx.BaseTransport, http_client, httpx.Client)
        options = resolve_options(timeout=timeout, retries=retries, language=language)
        service = resolve_service(api_key, server, environ, checked(clock), options)
        self._is_owner = http_client is None
        self._http = http_client or httpx.Client(
            transport=transport, verify=transport is not None or ssl_context(), limits=LIMITS
        )
        self._auth = NovaPostAuth(
            service.secrets[0],
            server=service.base_url,
            token_store=token_store,
            transport=BorrowedTransport(self._http),
            clock=clock,
            refresh=refresh,
            on_event=on_event,
        )
        super().__init__(HttpTransport(self._http, self._auth, service))

    def with_options(
        self,
        *,
        timeout: float | httpx.Timeout | Unset | None = UNSET,
        retries: Retry | int | Unset | None = UNSET,
        language: str | Unset | None = UNSET,
    ) -> Self:
        """Return this client with other settings, for a call or for many.

        Connections and token are shared; closing it closes nothing.
        """
        options = resolve_options(timeout=timeout, retries=retries, language=language)
        view = copy.copy(self)
        view._transport = self._transport.with_options(**options)  # noqa: SLF001 - its own class
        view._is_owner = False  # noqa: SLF001
        return view

    def request(
        self, method: str, path: str, *, params: Params | None = None, json: object = None
    ) -> httpx.Response:
        """Call any path of the service, as all others are called.

        Args:
            method: Such as ``"GET"``.
            path: Relative to the server, such as ``"/settlements"``.
            params: The query: booleans are sent as 1 and 0, lists as ``name[]``.
            json: The body, JSON data or a model; None for none.

        Returns:
            The answer, a success.

        Raises:
            NovaPostError: As for all other calls.

        """
        request = raw_request(method, path, params=params, json=json)
        response = self._transport.send_raw(request)
        response.request = record_request(response.request)  # The other one has the token.
        return response

    def token(self) -> Token:
        """Return a token that is valid now; it is fetched if there is none."""
        return self._auth.token()

    def close(self) -> None:
        """Close the connections. It may be called more than once."""
        if self._is_owner:
            self._http.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"{type(self).__name__}(server={self._transport.service.base_url!r})"
