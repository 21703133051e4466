"""Fixtures of the token layer's tests."""

import httpx
import pytest
from token_leaks import all_loggers, leaked, told
from token_service import BASE, KEY, Clock, Loopback, Service, auth_that_draws

from novapost_auth._tokens.backoff import Backoff
from novapost_auth._tokens.token import CachedToken


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def service():
    return Service()


@pytest.fixture
def make_auth(service, clock):
    """Make an auth whose token calls reach the service by a thread, or by the event loop."""

    def make(*, way="thread", limit=None, draw=lambda: 0.5, **settings):
        settings.setdefault("clock", clock)
        default = service.transport if way == "thread" else service.async_transport
        settings.setdefault("transport", default)
        auth = auth_that_draws(draw, settings.pop("api_key", KEY), **settings)
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


@pytest.fixture(autouse=True)
def no_leaks(monkeypatch):
    """Look for key and tokens in whatever a test logs, and in every error it makes.

    Our own logger is silent, since being watched takes another way through the code.
    """
    errors, tokens = [], {KEY}
    make_error, make_lease = Backoff.error, CachedToken.of.__func__

    def error(*args):
        errors.append(make_error(*args))
        return errors[-1]

    def cached(cls, value, *args):
        tokens.add(value.reveal())
        return make_lease(cls, value, *args)

    monkeypatch.setattr(Backoff, "error", error)
    monkeypatch.setattr(CachedToken, "of", classmethod(cached))
    with all_loggers(silent=("novapost",)) as log:
        yield
    text = log.text + "".join(map(told, errors))
    long_enough = [token for token in tokens if len(token) > 20]
    assert leaked(text, *long_enough) == []
