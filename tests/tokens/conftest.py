"""Fixtures of the token layer's tests."""

import httpx
import pytest
from token_service import BASE, KEY, Clock, Loopback, Service

from novapost_auth._auth import NovaPostAuth


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def service():
    return Service()


@pytest.fixture
def make_auth(service, clock):
    """Make an auth whose token calls reach the service by a thread, or by the event loop."""

    def make(*, way="thread", limit=None, **settings):
        settings.setdefault("clock", clock)
        settings.setdefault("_draw", lambda: 0.5)
        default = service.transport if way == "thread" else service.async_transport
        settings.setdefault("transport", default)
        auth = NovaPostAuth(settings.pop("api_key", KEY), **settings)
        if limit is not None:
            auth._source._limit = limit
        return auth

    return make


@pytest.fixture
def auth(make_auth):
    return make_auth()


@pytest.fixture
def source(auth):
    return auth._source


@pytest.fixture
def client(auth, service):
    with httpx.Client(auth=auth, transport=service.transport, base_url=BASE) as client:
        yield client


@pytest.fixture
def loopback():
    servers = []

    def start(answer):
        servers.append(Loopback(answer))
        return servers[-1]

    yield start
    for server in servers:
        server.close()
