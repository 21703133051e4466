"""Clients and servers that the tests of several rooms drive."""

from contextlib import ExitStack

import pytest
from fault_server import Driver, FaultServer

from novapost_auth._wire import http1
from novapost_auth._wire.http1 import H11Exchanges
from novapost_auth._wire.http1_fast import LlhttpExchanges


@pytest.fixture(params=["sync", "async"])
def kind(request):
    return request.param


@pytest.fixture
def drive(kind):
    """Make a client against a server; it is closed at the end."""
    with ExitStack() as stack:

        def make(server=None, **settings):
            if server is not None:
                settings.setdefault("server", getattr(server, "url", server))
            driver = Driver(kind, **settings)
            if driver.runner:
                stack.enter_context(driver.runner)
            stack.callback(driver.close)
            return driver

        yield make


@pytest.fixture
def serve():
    """Start a ``FaultServer``; it is stopped at the end."""
    with ExitStack() as stack:

        def start(*faults, **settings):
            server = FaultServer(*faults, **settings)
            stack.callback(server.close)
            return server

        yield start


@pytest.fixture(params=["h11", "llhttp"])
def parser(request, monkeypatch):
    """Read answers with one parser or the other, as installed or with ``novapost[fast]``."""
    chosen = {"h11": H11Exchanges, "llhttp": LlhttpExchanges}[request.param]
    monkeypatch.setattr(http1, "_implementation", lambda: chosen)
