"""Calls over an ``httpx.Client``."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO, Final, TypeVar

import httpx

from novapost_auth._calls.call import FAILURES, Call, Service
from novapost_auth._calls.copy import Copy
from novapost_auth._errors import NovaPostError
from novapost_client.types import Request

T = TypeVar("T")


class HttpTransport:
    """Sends requests with a token, tries again where that is safe, and reads the answers."""

    def __init__(self, client: httpx.Client, auth: httpx.Auth, service: Service) -> None:
        self._client = client
        self._auth = auth
        self.service: Final = service

    def with_options(self, **changes: Any) -> HttpTransport:
        """Return a transport with other settings over the same connections and token."""
        return HttpTransport(self._client, self._auth, self.service.with_options(**changes))

    def send(self, request: Request[T], /) -> T:
        """Send ``request`` and return what its ``parse`` makes of the answer."""
        call = Call(request, self.service)
        return call.result(self._exchange(call))

    def send_raw(self, request: Request[Any], /) -> httpx.Response:
        """Send ``request`` and return the answer as it came, if it is a success."""
        return self._exchange(Call(request, self.service))

    def save(self, request: Request[bytes], file: BinaryIO, /) -> httpx.Response:
        """Send ``request`` and write the file it is answered with to ``file`` as it comes in.

        Returns:
            The answer, with no more than the beginning of its body.

        Raises:
            OSError: ``file`` cannot be written.

        """
        call, copy = Call(request, self.service), Copy(file)
        answer = self._exchange(call, copy)
        copy.check()
        call.result(answer)  # Raises if it is no file.
        return answer

    def _exchange(self, call: Call[Any], copy: Copy | None = None) -> httpx.Response:
        while True:
            outcome = self._try(call, copy)
            if isinstance(outcome, httpx.Response):
                return outcome
            # Raises outside of any `except`, whose exception would show what was sent.
            pause(self.service.clock, call.pause(outcome))

    def _try(self, call: Call[Any], copy: Copy | None) -> httpx.Response | NovaPostError:
        if self._client.is_closed:
            raise NovaPostError("this client has been closed")
        message = call.message(self._client.build_request)
        auth = self._auth if call.request.authorized else None
        try:
            response = self._client.send(message, auth=auth, stream=True, follow_redirects=False)
        except NovaPostError as error:
            return call.without_token(error)
        except FAILURES as exc:
            return call.broken(exc, message)
        try:
            response.stream = _Punctual(response.stream, call.is_late)
            if copy is None or not response.is_success:
                answer = response
                response.read()
            else:
                answer = _receive(response, copy)
        except FAILURES as exc:
            return call.broken(exc, message, response)
        finally:
            response.close()
        return call.judge(answer)


def _receive(response: httpx.Response, copy: Copy) -> httpx.Response:
    copy.begin()
    for chunk in response.iter_bytes():
        if not copy.write(chunk):
            break
    return copy.stand_in(response)


class _Punctual(httpx.SyncByteStream):
    """A body that has to arrive in time as a whole, not only bit by bit."""

    def __init__(self, stream: Any, is_late: Callable[[], bool]) -> None:
        self._stream = stream
        self._is_late = is_late

    def __iter__(self) -> Iterator[bytes]:
        for chunk in self._stream:
            yield chunk
            if self._is_late():
                raise httpx.ReadTimeout("the answer does not come to an end")

    def close(self) -> None:
        self._stream.close()


def pause(clock: object, seconds: float) -> None:
    """Wait on ``clock``: by its own ``sleep``, which tests may give it, or by time's."""
    getattr(clock, "sleep", time.sleep)(seconds)
