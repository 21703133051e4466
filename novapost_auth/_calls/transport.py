"""Calls, for threads."""

from __future__ import annotations

from contextlib import closing
from typing import Any, BinaryIO, Final, TypeVar

from attrs import evolve

from novapost_auth._aside import HEARD
from novapost_auth._calls.call import Call
from novapost_auth._calls.received import Incomplete, Received
from novapost_auth._calls.service import Service, Tokens
from novapost_auth._errors import NovaPostError
from novapost_auth._httpx import httpx
from novapost_auth._secrets import Secret
from novapost_auth._settings import pause
from novapost_auth._wire import Undecodable, Wire, WireFailure
from novapost_client.types import Request

T = TypeVar("T")


class HttpTransport:
    """Sends requests with a token, tries again where that is safe, and reads the answers."""

    def __init__(self, wire: Wire, tokens: Tokens | None, service: Service) -> None:
        self._wire = wire
        self._tokens = tokens
        self.service: Final = service

    def with_options(self, **changes: Any) -> HttpTransport:
        """Return a transport with other settings over the same connections and token."""
        return HttpTransport(self._wire, self._tokens, evolve(self.service, **changes))

    def send(self, request: Request[T], /) -> T:
        """Send ``request`` and return what its ``parse`` makes of the answer."""
        with Call(request, self.service) as call:
            return call.result(self._answer(call))

    def send_raw(self, request: Request[Any], /) -> httpx.Response:
        """Send ``request`` and return the answer as it came, if it is a success."""
        with Call(request, self.service) as call:
            received = self._answer(call)
        return received.response()

    def save(self, request: Request[bytes], file: BinaryIO, /) -> Received:
        """Send ``request`` and write the file it is answered with to ``file`` as it comes in.

        Returns:
            The answer, with no more than the beginning of its body.

        Raises:
            OSError: ``file`` cannot be written.

        """
        with Call(request, self.service) as call:
            received = self._answer(call, file)
            call.result(received)  # Raises if it is no file.
        return received

    def _answer(self, call: Call[Any], file: BinaryIO | None = None) -> Received:
        try:
            while True:
                call.begin_try()
                outcome = self._try(call, file)
                if isinstance(outcome, Received):
                    return outcome
                # Raises outside of any `except`, whose exception would show what was sent.
                pause(self.service.clock, call.pause(outcome))
        finally:
            for told in (call.told, call.heard):
                if not told.is_set:
                    told.wait(HEARD)  # apart: a thread waits by itself

    def _try(self, call: Call[Any], file: BinaryIO | None) -> Received | NovaPostError:
        if self._wire.is_closed:
            raise NovaPostError("this client has been closed, or the http_client that it was given")
        if self._tokens is None or not call.request.authorized:
            return call.judge(self._exchange(call, None, file))
        trial = self._tokens.trial()
        while True:
            try:
                cached = self._tokens.get(call.left())
            except NovaPostError as error:
                return call.without_token(error)
            outcome = self._exchange(call, cached.value, file)
            seconds = trial.pause(cached, outcome.status) if isinstance(outcome, Received) else None
            if seconds is None or not call.has(seconds):
                return call.judge(outcome)
            pause(self.service.clock, seconds)

    def _exchange(
        self, call: Call[Any], authorization: Secret | None, file: BinaryIO | None
    ) -> Received | NovaPostError:
        try:
            answer = self._wire.send(call.message(authorization))
        except WireFailure as failure:
            return call.failed(failure)
        with closing(answer.body):
            receiver = call.receiver(answer, file)
            try:
                for chunk in answer.body:
                    wants_more = receiver.take(chunk)  # apart: a thread may block
                    del chunk  # While the next one is awaited, no traceback shows it.
                    if not wants_more:
                        break
                return receiver.end()
            except (WireFailure, Undecodable, Incomplete) as reason:
                return call.broken_off(reason, receiver)
