"""The token call: a request of its own on the caller's transport.

It is not yielded through the caller's client, whose hooks, history and log would get to see
the key; it is bounded in time and size; it goes to the configured server alone.
"""

from __future__ import annotations

import time
from contextlib import aclosing, closing
from functools import partial
from io import BytesIO
from typing import Final
from urllib.parse import urlencode, urlsplit

from novapost_auth._errors import (
    ConfigurationError,
    InvalidApiKey,
    UnexpectedResponse,
    error_from_failure,
    error_from_response,
)
from novapost_auth._secrets import Secret, kept_response, unchecked
from novapost_auth._settings import Way, resolve_way
from novapost_auth._spans import Span, span
from novapost_auth._tokens.backoff import Failure
from novapost_auth._tokens.token import is_token
from novapost_auth._version import __version__
from novapost_auth._wire import (
    AnyAnswer,
    AsyncWire,
    Loop,
    Message,
    Origin,
    Times,
    Wire,
    WireFailure,
    is_success,
)
from novapost_auth.stores import Account
from novapost_client.api.authorization.get_clients_authorization import (
    build_request,
    parse_response,
)
from novapost_client.errors import UnreadableAnswer

_TIMES: Final = Times(room=10.0, connect=5.0, send=10.0, silence=10.0, body=20.0)
_WHOLE: Final = 20.0  # Seconds for all of it, should the answer come in drop by drop.
_LARGEST: Final = 65_536  # Bytes. An answer takes less than 2,000.
_REFUSALS: Final = frozenset({401, 403, 422})
_REFUSED_FOR: Final = 30.0  # Seconds for which a refused key is not tried again.


class TokenRequest:
    """Asks the service for a token.

    Args:
        account: whose key is sent, and where to.
        wire: how; None for a connection of our own, used once.
        times: how long that may take, where it is less than what is allowed anyway.
        way: how a connection of our own is made; None for as the environment says.

    """

    def __init__(
        self,
        account: Account,
        wire: Wire | AsyncWire | None,
        times: Times | None = None,
        way: Way | None = None,
    ) -> None:
        self.account = account
        self._wire, self._way = wire, way
        self._times = _TIMES if times is None else _TIMES.at_most(times)

    @property
    def on_loop(self) -> bool:
        """Whether coroutines should have it done on their event loop."""
        return hasattr(self._wire, "aclose")

    def __call__(self, loop: Loop | None) -> Secret | Failure:
        """Make the call, blocking this thread until it is done.

        Args:
            loop: where to do the I/O; None for this thread.

        Returns:
            The token, or why there is none.

        Raises:
            LoopOver: ``loop`` ended first.

        """
        method, path = "GET", "/clients/authorization"
        with span(method, path, Origin.of(self.account.origin)) as watched:
            if loop is None:
                outcome = self._send(watched)
            else:
                outcome = loop.run(partial(self._asend, watched))
            if isinstance(outcome, Failure):
                watched.failed(outcome.make())
        return outcome

    def _send(self, watched: Span) -> Secret | Failure:
        if self.on_loop:
            raise ConfigurationError("this transport serves coroutines alone: use atoken()")
        message = self._message(watched)
        wire: Wire = self._wire or self._own_wire()  # type: ignore[assignment] # see on_loop
        content = BytesIO()  # No traceback shows what is in it.
        try:
            answer = wire.send(message)
            watched.status = answer.status
            with closing(answer.body):
                chunks = iter(answer.body)
                while content.write(next(chunks, b"")) and content.tell() < _LARGEST:
                    pass
        except WireFailure as failure:
            return self._broken(failure, message)
        finally:
            if self._wire is None:  # Another one is somebody else's to close.
                wire.close()
        return self._judge(answer, message, content)

    async def _asend(self, watched: Span) -> Secret | Failure:
        message, content = self._message(watched), BytesIO()
        wire: AsyncWire = self._wire  # type: ignore[assignment] # see on_loop
        try:
            answer = await wire.send(message)
            watched.status = answer.status
            async with aclosing(answer.body):
                chunks = aiter(answer.body)
                while content.write(await anext(chunks, b"")) and content.tell() < _LARGEST:
                    pass
        except WireFailure as failure:
            return self._broken(failure, message)
        return self._judge(answer, message, content)

    def _own_wire(self) -> Wire:
        from novapost_auth._wire.ways import Ways  # noqa: PLC0415 - few are without a client's

        return Ways(*(self._way or resolve_way(None, verify=True, url=self.account.origin)))

    def _message(self, watched: Span) -> Message:
        call = build_request(api_key=self.account.api_key.reveal())
        base = self.account.origin
        target = Secret(f"{urlsplit(base).path}{call.path}?{urlencode(call.params)}")
        return Message(
            method=call.method,
            origin=Origin.of(base),
            target=target,
            headers=[
                (b"Accept", call.accept.encode("ascii")),
                (b"Accept-Encoding", b"identity"),  # It is small, and a bomb would not be.
                (b"User-Agent", f"novapost-python/{__version__}".encode("ascii")),
                *watched.headers(),
            ],
            times=self._times,
            until=time.monotonic() + _WHOLE,
            is_bare=True,
        )

    def _judge(self, answer: AnyAnswer, message: Message, content: BytesIO) -> Secret | Failure:
        key = self.account.api_key
        content.truncate(_LARGEST)
        if not is_success(answer.status):
            response = kept_response(
                answer.status, answer.headers, content.getvalue(), message.record()
            )
            refused = answer.status in _REFUSALS
            cls = InvalidApiKey if refused else None
            return Failure(
                lambda: error_from_response(response, secrets=(key,), cls=cls),
                pause=_REFUSED_FOR if refused else None,
            )
        try:
            jwt = unchecked(parse_response(content.getvalue()).jwt)  # Whatever stands there.
            if is_token(jwt.reveal()):
                return jwt
            reason = "the answer holds no token"
        except UnreadableAnswer as exc:
            reason = f"the answer with the token cannot be read: {exc}"
        # Unreadable as it is, the body may hold a token: it is not passed on.
        bare = kept_response(answer.status, answer.headers, b"", message.record())
        return Failure(lambda: UnexpectedResponse(reason, response=bare, secrets=(key,)))

    def _broken(self, failure: WireFailure, message: Message) -> Failure:
        return Failure(lambda: error_from_failure(failure, message))
