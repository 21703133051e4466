"""The way out that a client has, borrowed for token calls.

A token call goes through the same proxies, certificates and connections as all others, but
past the client itself: its hooks, its history and its log would show the key and the token.
"""

from __future__ import annotations

import httpx

from novapost_auth._wire.pools import PooledTransport

# The one place that uses what httpx keeps private: which transport a client takes for a URL,
# as its proxies and mounts say. There is no public way to ask.


class BorrowedTransport(httpx.BaseTransport):
    """The transports of a client, which stay the client's to close."""

    def __init__(self, client: httpx.Client) -> None:
        self._client = client

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send ``request`` the way the client would."""
        transport = self._client._transport_for_url(request.url)  # noqa: SLF001
        return transport.handle_request(as_sent(request, transport))


class AsyncBorrowedTransport(httpx.AsyncBaseTransport):
    """As ``BorrowedTransport``, for coroutines."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self._client = client

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send ``request`` the way the client would."""
        transport = self._client._transport_for_url(request.url)  # noqa: SLF001
        return await transport.handle_async_request(as_sent(request, transport))


class LentTransport(httpx.BaseTransport):
    """A transport that was passed by itself, and stays its owner's to close."""

    def __init__(self, transport: httpx.BaseTransport) -> None:
        self._transport = transport

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send ``request`` over it."""
        return self._transport.handle_request(as_sent(request, self._transport))


class AsyncLentTransport(httpx.AsyncBaseTransport):
    """As ``LentTransport``, for coroutines."""

    def __init__(self, transport: httpx.AsyncBaseTransport) -> None:
        self._transport = transport

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send ``request`` over it."""
        return await self._transport.handle_async_request(as_sent(request, self._transport))


# These send the URL's `raw_path`, or leave that to another one of them.
_RAW = (
    *(httpx.HTTPTransport, httpx.AsyncHTTPTransport),
    *(httpx.MockTransport, httpx.WSGITransport, httpx.ASGITransport),
    *(BorrowedTransport, AsyncBorrowedTransport, PooledTransport),
)


def as_sent(
    request: httpx.Request, transport: httpx.BaseTransport | httpx.AsyncBaseTransport
) -> httpx.Request:
    """Return ``request``, a token call without a body, as ``transport`` is to send it.

    Transports of other libraries may send what a URL prints, and ours prints no key.
    """
    if isinstance(transport, _RAW):
        return request
    return httpx.Request(
        request.method,
        httpx.URL(request.url),
        headers=request.headers,
        extensions=request.extensions,
    )
