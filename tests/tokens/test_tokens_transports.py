"""Transports of other libraries, which send what a URL prints."""

import asyncio

import httpx

from novapost_auth import AsyncNovaPost, NovaPost, NovaPostAuth
from novapost_auth.testing import FakeNovaPost


class Printing(httpx.BaseTransport, httpx.AsyncBaseTransport):
    def __init__(self, fake):
        self.fake = fake

    def handle_request(self, request):
        printed = httpx.Request(
            request.method, str(request.url), headers=request.headers, content=request.read()
        )
        return self.fake.transport.handle_request(printed)

    async def handle_async_request(self, request):
        return self.handle_request(request)


def test_the_key_is_sent_whole_by_whatever_transport():
    fake = FakeNovaPost()
    transport = Printing(fake)
    with NovaPost(fake.api_key, transport=transport) as novapost:
        assert novapost.divisions.find(limit=1).items
    with httpx.Client(transport=transport) as client:
        assert NovaPost(fake.api_key, http_client=client).divisions.find(limit=1).items
    assert NovaPostAuth(fake.api_key, transport=transport).token().value


def test_the_key_is_sent_whole_by_whatever_async_transport():
    fake = FakeNovaPost()

    async def main():
        async with AsyncNovaPost(fake.api_key, transport=Printing(fake)) as novapost:
            assert (await novapost.divisions.find(limit=1)).items
        auth = NovaPostAuth(fake.api_key, transport=Printing(fake))
        assert (await auth.atoken()).value

    asyncio.run(main())
