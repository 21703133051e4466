"""Servers with faults, and all ways to reach them."""

from contextlib import ExitStack

import pytest
from wire_server import WireServer
from wire_ways import Ways


@pytest.fixture
def wire_serve():
    """Start a ``WireServer``; it is stopped at the end."""
    with ExitStack() as stack:

        def start(*args, **settings):
            server = WireServer(*args, **settings)
            stack.callback(server.close)
            return server

        yield start


@pytest.fixture
def ways():
    ways = Ways()
    with ways.stack:
        yield ways


def pytest_generate_tests(metafunc):
    if "way" not in metafunc.fixturenames:
        return
    from wire_ways import WAYS  # noqa: PLC0415

    wanted = getattr(metafunc.function, "wanted", lambda _: True)
    marks = {
        way: pytest.mark.skipif(way.is_missing, reason=f"{way.library} is missing") for way in WAYS
    }
    metafunc.parametrize(
        "way",
        [
            pytest.param(way, id=f"{way.kind}-{way.name}", marks=marks[way])
            for way in WAYS
            if wanted(way)
        ],
    )
