"""Calls over an ``httpx.AsyncClient``."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from typing import Any, BinaryIO, Final, TypeVar

import anyio.to_thread
import httpx

from novapost_auth._calls.call import FAILURES, Call, Service
from novapost_auth._calls.copy import Copy
from novapost_auth._errors import NovaPostError
from novapost_auth._settings import SYSTEM_CLOCK, Clock
from novapost_client.types import Request

T = TypeVar("T")


class AsyncHttpTransport:
    """Sends requests with a token, tries again where that is safe, and reads the answers."""

    def __init__(self, client: httpx.AsyncClient, auth: httpx.Auth, service: Service) -> None:
        self._client = client
        self._auth = auth
        self.service: Final = service

    def with_options(self, **changes: Any) -> AsyncHttpTransport:
        """Return a transport with other settings over the same connections and token."""
        return AsyncHttpTransport(self._client, self._auth, self.service.with_options(**changes))

    async def send(self, request: Request[T], /) -> T:
        """Send ``request`` and return what its ``parse`` makes of the answer."""
        call = Call(request, self.service)
        return call.result(await self._exchange(call))

    async def send_raw(self, request: Request[Any], /) -> httpx.Response:
        """Send ``request`` and return the answer as it came, if it is a success."""
        return await self._exchange(Call(request, self.service))

    async def save(self, request: Request[bytes], file: BinaryIO, /) -> httpx.Response:
        """Send ``request`` and write the file it is answered with to ``file`` as it comes in.

        Returns:
            The answer, with no more than the beginning of its body.

        Raises:
            OSError: ``file`` cannot be written.

        """
        call, copy = Call(request, self.service), Copy(file)
        answer = await self._exchange(call, copy)
        copy.check()
        call.result(answer)  # Raises if it is no file.
        return answer

    async def _exchange(self, call: Call[Any], copy: Copy | None = None) -> httpx.Response:
        while True:
            outcome = await self._try(call, copy)
            if isinstance(outcome, httpx.Response):
                return outcome
            # Raises outside of any `except`, whose exception would show what was sent.
            await pause(self.service.clock, call.pause(outcome))

    async def _try(self, call: Call[Any], copy: Copy | None) -> httpx.Response | NovaPostError:
        if self._client.is_closed:
            raise NovaPostError("this client has been closed")
        message = call.message(self._client.build_request)
        auth = self._auth if call.request.authorized else None
        try:
            response = await self._client.send(
                message, auth=auth, stream=True, follow_redirects=False
            )
        except NovaPostError as error:
            return call.without_token(error)
        except FAILURES as exc:
            return call.broken(exc, message)
        try:
            response.stream = _Punctual(response.stream, call.is_late)
            if copy is None or not response.is_success:
                answer = response
                await response.aread()
            else:
                answer = await _receive(response, copy)
        except FAILURES as exc:
            return call.broken(exc, message, response)
        finally:
            await response.aclose()
        return call.judge(answer)


async def _receive(response: httpx.Response, copy: Copy) -> httpx.Response:
    copy.begin()
    async for chunk in response.aiter_bytes():
        if not await anyio.to_thread.run_sync(copy.write, chunk):
            break
    return copy.stand_in(response)


class _Punctual(httpx.AsyncByteStream):
    """A body that has to arrive in time as a whole, not only bit by bit."""

    def __init__(self, stream: Any, is_late: Callable[[], bool]) -> None:
        self._stream = stream
        self._is_late = is_late

    async def __aiter__(self) -> AsyncIterator[bytes]:
        late = False
        try:
            async for chunk in self._stream:
                yield chunk
                if late := self._is_late():
                    # The next read fails, and so ends all generators below; left where they
                    # are, they would be found by the garbage collector, which trio minds.
                    await self.aclose()
        except httpx.TransportError:
            if not late:
                raise
        if late:
            raise httpx.ReadTimeout("the answer does not come to an end")

    async def aclose(self) -> None:
        await self._stream.aclose()


async def pause(clock: Clock, seconds: float) -> None:
    """Wait on ``clock``: by its own ``sleep``, which tests may give it, or on the event loop."""
    if clock is not SYSTEM_CLOCK and (sleep := getattr(clock, "sleep", None)):
        sleep(seconds)
        seconds = 0.0
    await anyio.sleep(seconds)
