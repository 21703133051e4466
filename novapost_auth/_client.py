"""The client for threads: the whole API, with a token, over connections that are kept."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal, NoReturn, Self

from novapost_auth._calls import (
    DEFAULT,
    LARGEST_ANSWER,
    OnResponse,
    Params,
    Retry,
    raw_request,
    resolve_options,
    resolve_service,
    switch_on,
)
from novapost_auth._calls.transport import HttpTransport
from novapost_auth._everyday.api import Api
from novapost_auth._httpx import httpx
from novapost_auth._secrets import Variables
from novapost_auth._settings import check_way, checked, held, resolve_way
from novapost_auth._tokens import TokenRequest, TokenSource
from novapost_auth._wire import Wire
from novapost_auth.stores import Account
from novapost_client.types import UNSET, Unset

if TYPE_CHECKING:
    from types import TracebackType

    from novapost_auth._secrets import Secret
    from novapost_auth._settings import Clock, Server, Verify
    from novapost_auth._tokens import OnEvent, Token
    from novapost_auth.stores import TokenStore


class NovaPost(Api):
    """The Nova Post API.

    Threads may share it. Close it with ``close()`` when you are done, or
    use it as a context manager.

    Args:
        api_key: Your key; by default it is taken from the environment variable
            ``NOVAPOST_API_KEY``.
        server: A ``Server``, the name of one, or another base URL; by default what
            ``NOVAPOST_SERVER`` holds, or production. A key is valid on one server alone.
        language: The language of texts in answers, such as ``"uk"``.
        timeout: Seconds for each exchange: until the head of an answer is there, and for each
            silence of its body; a JSON body may take twice as long. Connecting takes 5 at most. An
            ``httpx.Timeout`` sets each limit by itself; None sets none.
        deadline: Seconds for a call with all that belongs to it: a token, and further tries. None
            for no limit.
        largest_answer: Bytes that an answer may have in memory, decompressed.
        retries: How failed calls are sent again: a policy, a number of repetitions, or None.
        token_store: Where tokens are kept; in memory by default.
        transport: A transport of httpx or httpx2, for threads, that makes all calls, those for
            tokens included; it is closed with this client.
        http_client: Your own client, of httpx or httpx2, for threads, that makes all calls; it
            is not closed. Tokens are asked for past its hooks.
        proxy: The URL of a proxy for all calls, such as ``http://user:password@proxy:3128``; by
            default those that the environment names. SOCKS needs ``pip install 'httpx[socks]'``.
        verify: What the service's certificate is verified by: the path of a file or a folder of
            authorities, an ``ssl.SSLContext``, or False for nothing, which is for tests; by
            default what the environment names, or the public authorities.
        environ: Where variables that begin with ``NOVAPOST_`` are looked for; by default the
            environment, where those of proxies and certificates always are.
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
        deadline: float | None = None,
        largest_answer: int = LARGEST_ANSWER,
        retries: Retry | int | None = DEFAULT,
        token_store: TokenStore | None = None,
        transport: httpx.BaseTransport | None = None,
        http_client: httpx.Client | None = None,
        proxy: str | Secret | None = None,
        verify: Verify = True,
        environ: Mapping[str, str] | None = None,
        clock: Clock | None = None,
        refresh: Literal["background", "inline"] = "background",
        on_event: OnEvent | None = None,
    ) -> None:
        # From here on no traceback shows the key, or what else is in the environment.
        api_key, variables, environ = held(api_key), Variables(environ), {}
        switch_on(variables)
        proxy = held(proxy)
        check_way(transport, http_client, proxy, verify, prefix="")
        options = resolve_options(
            timeout=timeout,
            deadline=deadline,
            largest_answer=largest_answer,
            retries=retries,
            language=language,
        )
        service = resolve_service(api_key, server, variables, checked(clock), options)
        passed = transport if http_client is None else http_client
        self._wire: Wire
        foreign = way = None
        if passed is None:
            from novapost_auth._wire.ways import Ways  # noqa: PLC0415 - who takes it

            # What cannot be used is told now, not at the first call.
            way = resolve_way(proxy, verify, service.base_url)
            self._wire = Ways(*way)
        else:
            from novapost_auth._wire.foreign import ForeignWire  # noqa: PLC0415 - who takes it

            self._wire = foreign = ForeignWire(passed)
        self._is_owner = True
        token_wire = foreign.past_hooks() if foreign else self._wire  # apart: they wait as calls do
        account = Account(service.base_url, service.secrets[0])
        self._tokens = TokenSource(
            TokenRequest(account, token_wire, service.times_of_json, way),
            token_store=token_store,
            clock=service.clock,
            refresh=refresh,
            on_event=on_event,
        )
        super().__init__(HttpTransport(self._wire, self._tokens, service))

    def with_options(  # noqa: PLR0913 - settings, all by keyword
        self,
        *,
        timeout: float | httpx.Timeout | Unset | None = UNSET,
        deadline: float | Unset | None = UNSET,
        largest_answer: int | Unset = UNSET,
        retries: Retry | int | Unset | None = UNSET,
        language: str | Unset | None = UNSET,
        extra_query: Params | Unset | None = UNSET,
        extra_headers: Mapping[str, str] | Unset | None = UNSET,
        on_response: OnResponse | Unset | None = UNSET,
    ) -> Self:
        """Return this client with other settings, for a call or for many.

        Connections and token are shared; closing it closes nothing.

        Args:
            timeout: As for the client itself.
            deadline: As well.
            largest_answer: As well.
            retries: As well.
            language: As well.
            extra_query: Parameters that go out with each call, as for ``request``, in place of
                its own of the same name.
            extra_headers: Headers that go out with each call, in place of its own of the same
                name; never ``Authorization``, nor what says how a message is sent. They do not
                go out when a token is asked for.
            on_response: Is called with a ``ResponseRecord`` for each answer, those included after
                which a call is sent again, in any thread. It may raise or block.

        Raises:
            ConfigurationError: A setting cannot be used.

        """
        options = resolve_options(
            timeout=timeout,
            deadline=deadline,
            largest_answer=largest_answer,
            retries=retries,
            language=language,
            extra_query=extra_query,
            extra_headers=extra_headers,
            on_response=on_response,
        )
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
        path, params, json = "", None, None  # There may be a key in them: no traceback shows it.
        return self._transport.send_raw(request)

    def token(self) -> Token:
        """Return a token that is valid now; it is fetched if there is none."""
        cached = self._tokens.get()
        return cached.token()

    def close(self) -> None:
        """Close the connections. It may be called more than once."""
        if self._is_owner:
            self._wire.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def __reduce__(self) -> NoReturn:
        raise TypeError(
            f"{type(self).__name__} cannot be pickled, as its connections belong to this process:"
            " make one in each process, or let a process that is forked use this one"
        )

    def __repr__(self) -> str:
        if (transport := vars(self).get("_transport")) is None:  # What it was to be is wrong.
            return f"{type(self).__name__}(unfinished)"
        return f"{type(self).__name__}(server={transport.service.base_url!r})"
