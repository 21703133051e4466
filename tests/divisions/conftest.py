from contextlib import aclosing, closing

import anyio
import httpx
import pytest
from archive_server import ArchiveServer, Clock

from novapost_auth import download_divisions, download_divisions_async


@pytest.fixture
def server():
    server = ArchiveServer()
    yield server
    server.close()


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture(params=["sync", "asyncio", "trio"])
def kind(request):
    return request.param


@pytest.fixture
def collect(kind, server, clock):
    """Download with one of the two functions.

    ``most`` leaves off after so many; ``client`` has the settings of a client of the user's.
    """

    def run(*, most=10**9, client=None, **settings):
        settings = {"server": server.url, "environ": {}, "clock": clock, **settings}
        if kind != "sync":
            return anyio.run(_collect, most, client, settings, backend=kind)
        if client is not None:
            with httpx.Client(**client) as settings["http_client"]:
                found = run(most=most, **settings)
                assert not settings["http_client"].is_closed
                return found
        with closing(download_divisions(**settings)) as divisions:
            return [one for _, one in zip(range(most), divisions, strict=False)]

    return run


async def _collect(most, client, settings):
    if client is not None:
        async with httpx.AsyncClient(**client) as settings["http_client"]:
            found = await _collect(most, None, settings)
            assert not settings["http_client"].is_closed
            return found
    found = []
    async with aclosing(download_divisions_async(**settings)) as divisions:
        async for one in divisions:
            found.append(one)
            if len(found) == most:
                break
    return found
