"""Transports as people write them around httpx's own, which tell of nothing that they do."""

import httpx


def bare(request):
    """Return the same request without what it tells by."""
    headers, content = request.headers, request.content
    return httpx.Request(request.method, request.url, headers=headers, content=content)


class Around(httpx.BaseTransport):
    """Forgets to close what it goes over."""

    def __init__(self, **settings):
        self.inner = [httpx.HTTPTransport(**settings)]

    def handle_request(self, request):
        return self.inner[0].handle_request(request)


class AsyncAround(httpx.AsyncBaseTransport):
    def __init__(self, **settings):
        self.inner = {"all": httpx.AsyncHTTPTransport(**settings)}

    async def handle_async_request(self, request):
        return await self.inner["all"].handle_async_request(request)

    async def aclose(self):
        await self.inner["all"].aclose()


class Late(Around):
    """Makes what it goes over when that is needed."""

    def __init__(self):
        self.inner = None

    def handle_request(self, request):
        self.inner = self.inner or [httpx.HTTPTransport()]
        return super().handle_request(request)


class AsyncSilent(AsyncAround):
    async def handle_async_request(self, request):
        return await super().handle_async_request(bare(request))


class FailsOver(Around):
    """Tells nothing of its first try, and all of its second one, elsewhere."""

    def handle_request(self, request):
        try:
            return super().handle_request(bare(request))
        except httpx.TransportError:
            pass
        request.url = request.url.copy_with(port=1)
        return super().handle_request(request)


class AsyncFailsOver(AsyncAround):
    async def handle_async_request(self, request):
        try:
            return await super().handle_async_request(bare(request))
        except httpx.TransportError:
            pass
        request.url = request.url.copy_with(port=1)
        return await super().handle_async_request(request)
