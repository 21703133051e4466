"""The way out that a client has, borrowed for token calls.

A token call goes through the same proxies, certificates and connections as all others, but
past the client itself: its hooks, its history and its log would show the key and the token.
"""

from __future__ import annotations

import httpx

# The one place that uses what httpx keeps private: which transport a client takes for a URL,
# as its proxies and mounts say. There is no public way to ask.


class BorrowedTransport(httpx.BaseTransport):
    """The transports of a client, which stay the client's to close."""

    def __init__(self, client: httpx.Client) -> None:
        self._client = client

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send ``request`` the way the client would."""
        return self._client._transport_for_url(request.url).handle_request(request)  # noqa: SLF001


class AsyncBorrowedTransport(httpx.AsyncBaseTransport):
    """As ``BorrowedTransport``, for coroutines."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self._client = client

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send ``request`` the way the client would."""
        transport = self._client._transport_for_url(request.url)  # noqa: SLF001
        return await transport.handle_async_request(request)
