"""The fake in process: an httpx transport for clients of both kinds."""

from __future__ import annotations

import time
from typing import Any, Final, Protocol

import httpx

from ._service import Headers
from ._wire import Answer

SLOWER: Final = "the fake is slower than the read timeout"


class Sends(Protocol):
    """What webhooks are sent with: a client of httpx or httpx2, or one of a framework for tests."""

    def post(self, url: str, *, headers: Any, json: Any) -> Any:
        """Send a POST with JSON; return the answer."""
        ...


class Answering(Protocol):
    """What a transport or a server stands in front of."""

    @property
    def latency(self) -> float:
        """Seconds that each answer takes."""
        ...

    def handle(self, method: str, raw_path: str, headers: Headers, body: bytes) -> Answer:
        """Answer a request."""
        ...


class FakeTransport(httpx.BaseTransport, httpx.AsyncBaseTransport):
    """Hands the requests of an ``httpx.Client`` or ``httpx.AsyncClient`` to a fake service.

    Whatever host a request is for, the fake answers. A body is taken from its stream once, as
    a socket would, so a request that cannot be replayed cannot be replayed here either.
    """

    def __init__(self, service: Answering) -> None:
        self._service = service

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Answer for an ``httpx.Client``."""
        if not isinstance(request.stream, httpx.SyncByteStream):
            raise TypeError("an httpx.Client sends what can be read without await")
        answer = self._answered(request, b"".join(request.stream))
        time.sleep(self._wait(request))
        return answer

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Answer for an ``httpx.AsyncClient``."""
        if not isinstance(request.stream, httpx.AsyncByteStream):
            raise TypeError("an httpx.AsyncClient sends what can be read with await")
        answer = self._answered(request, b"".join([part async for part in request.stream]))
        if wait := self._wait(request):
            # httpx's own dependency, and the one thing that sleeps on asyncio and trio alike.
            import anyio  # noqa: PLC0415 - only who asks for latency pays for it

            await anyio.sleep(wait)
        return answer

    def _answered(self, request: httpx.Request, body: bytes) -> httpx.Response:
        headers = [
            (name.decode("latin-1"), value.decode("latin-1")) for name, value in request.headers.raw
        ]
        raw_path = request.url.raw_path.decode("ascii")
        answer = self._service.handle(request.method, raw_path, headers, body)
        return httpx.Response(answer.status, headers=list(answer.headers), content=answer.body)

    def _wait(self, request: httpx.Request) -> float:
        """How long to sleep; a latency beyond the read timeout fails at once, unslept."""
        latency = self._service.latency
        allowed = request.extensions.get("timeout", {}).get("read")
        if allowed is not None and latency > allowed:
            raise httpx.ReadTimeout(SLOWER, request=request)
        return latency
