"""The token call: a request of its own on the caller's transport.

It is not yielded through the caller's client, whose hooks, history and log would get to see
the key; it is bounded in time and size; it goes to the configured server alone.
"""

from __future__ import annotations

import contextlib
import time
from typing import Final, TypeAlias

import httpx
from attrs import frozen

from novapost_auth._errors import (
    ConfigurationError,
    InvalidApiKey,
    UnexpectedResponse,
    error_from_httpx,
    error_from_response,
)
from novapost_auth._secrets import RedactedURL, Secret, settled_headers
from novapost_auth._tokens.backoff import Failure
from novapost_auth._tokens.loop import Loop
from novapost_auth._tokens.token import is_token
from novapost_auth._version import __version__
from novapost_auth._wire.borrowed import AsyncLentTransport, LentTransport
from novapost_auth._wire.tls import ssl_context
from novapost_auth.stores import Account
from novapost_client.api.authorization.get_clients_authorization import (
    build_request,
    parse_response,
)
from novapost_client.errors import UnreadableAnswer

AnyTransport: TypeAlias = httpx.BaseTransport | httpx.AsyncBaseTransport

_TIMEOUT: Final = httpx.Timeout(10.0, connect=5.0)  # Seconds of silence.
_WHOLE: Final = 20.0  # Seconds for all of it, should the answer come in drop by drop.
_LARGEST: Final = 65_536  # Bytes. An answer takes less than 2,000.
_REFUSALS: Final = frozenset({401, 403, 422})
_Problem: TypeAlias = httpx.HTTPError | httpx.StreamError | OSError
_PROBLEMS: Final = (httpx.HTTPError, httpx.StreamError, OSError)


@frozen
class TokenRequest:
    """Asks the service for a token.

    Args:
        account: whose key is sent, and where to.
        transport: how; None for connections of our own, used once.

    """

    account: Account
    transport: AnyTransport | None = None

    @property
    def on_loop(self) -> bool:
        """Whether coroutines should have it done on their event loop."""
        return isinstance(self.transport, httpx.AsyncBaseTransport)

    def __call__(self, loop: Loop | None) -> Secret | Failure:
        """Make the call, blocking this thread until it is done.

        Args:
            loop: where to do the I/O; None for this thread.

        Returns:
            The token, or why there is none.

        Raises:
            LoopOver: ``loop`` ended first.

        """
        return self._send() if loop is None else loop.run(self._asend)

    def _send(self) -> Secret | Failure:
        transport = self.transport
        if transport is not None and not isinstance(transport, httpx.BaseTransport):
            raise ConfigurationError("this transport serves coroutines alone: use atoken()")
        request, body = self._request(), _Body()
        way = None if transport is None else LentTransport(transport)
        client = httpx.Client(transport=way, verify=ssl_context())
        try:
            response = client.send(request, auth=None, stream=True, follow_redirects=False)
            with contextlib.closing(response):
                for chunk in response.iter_bytes():
                    if body.is_full_with(chunk):
                        break
        except _PROBLEMS as exc:
            problem = exc
        else:
            return self._judge(response, body)
        finally:
            if transport is None:  # Another one is the caller's to close.
                client.close()
        return self._broken(problem, request)

    async def _asend(self) -> Secret | Failure:
        assert isinstance(self.transport, httpx.AsyncBaseTransport)  # noqa: S101 - see on_loop
        request, body = self._request(), _Body()
        client = httpx.AsyncClient(transport=AsyncLentTransport(self.transport))
        try:
            response = await client.send(request, auth=None, stream=True, follow_redirects=False)
            async with contextlib.aclosing(response):
                async for chunk in response.aiter_bytes():
                    if body.is_full_with(chunk):
                        break
        except _PROBLEMS as exc:
            problem = exc
        else:
            return self._judge(response, body)
        return self._broken(problem, request)

    def _request(self) -> httpx.Request:
        call = build_request(api_key=self.account.api_key.reveal())
        request = httpx.Request(
            call.method,
            self.account.origin + call.path,
            params=list(call.params),
            headers={
                "Accept": call.accept,
                "Accept-Encoding": "identity",  # It is small, and a bomb would not be.
                "User-Agent": f"novapost-python/{__version__}",
            },
            extensions={"timeout": _TIMEOUT.as_dict()},
        )
        request.url = RedactedURL(request.url)  # The wire uses `raw_path` and has it all.
        return request

    def _judge(self, response: httpx.Response, body: _Body) -> Secret | Failure:
        answer = _rebuilt(response, bytes(body.content))
        key = self.account.api_key
        if not response.is_success:
            refused = response.status_code in _REFUSALS
            cls = InvalidApiKey if refused else None
            return Failure.of(lambda: error_from_response(answer, secrets=(key,), cls=cls))
        try:
            jwt: object = parse_response(answer.content).jwt
            reason = "the answer holds no token"
        except UnreadableAnswer as exc:
            jwt, reason = None, f"the answer with the token cannot be read: {exc}"
        if is_token(jwt):
            return Secret(jwt)
        # Unreadable as it is, the body may hold a token: it is not passed on.
        bare = _rebuilt(response, b"")
        return Failure.of(lambda: UnexpectedResponse(reason, response=bare, secrets=(key,)))

    def _broken(self, problem: _Problem, request: httpx.Request) -> Failure:
        key = self.account.api_key
        return Failure.of(lambda: error_from_httpx(problem, request, secrets=(key,)))


class _Body:
    """A body as it comes in, bounded in size and time."""

    def __init__(self) -> None:
        self.content = bytearray()
        self._ends = time.monotonic() + _WHOLE

    def is_full_with(self, chunk: bytes) -> bool:
        """Take ``chunk``; tell whether no more is wanted."""
        if time.monotonic() > self._ends:
            raise httpx.ReadTimeout("the answer does not come to an end")
        self.content += chunk[: _LARGEST - len(self.content)]
        return len(self.content) == _LARGEST


def _rebuilt(response: httpx.Response, content: bytes) -> httpx.Response:
    """Return the answer with a body that has been read by hand, and decoded."""
    return httpx.Response(
        response.status_code,
        headers=settled_headers(response),
        content=content,
        request=response.request,
    )
