"""Names whose look-up takes longer than a call may: the system's resolver knows no limit."""

import socket
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

import novapost_auth as np
from novapost_auth._wire import names


class Resolver:
    """The system's, which says nothing of names while it is silent."""

    def __init__(self):
        self.asked = 0
        self.may_speak = threading.Event()
        self._real = socket.getaddrinfo

    def __call__(self, host, port, *, type, flags=0):  # noqa: A002 - the name it has
        if host == "localhost" and not flags:
            self.asked += 1
            self.may_speak.wait(30)
        elif host == "localhost":
            raise socket.gaierror(socket.EAI_NONAME, "no number")
        return self._real("127.0.0.1", port, type=type, flags=flags)


@pytest.fixture
def resolver(monkeypatch):
    resolver = Resolver()
    monkeypatch.setattr(socket, "getaddrinfo", resolver)
    yield resolver
    resolver.may_speak.set()
    for one in threading.enumerate():
        if one.name == "novapost-name":
            one.join()


@pytest.fixture
def server(wire_serve):
    server = wire_serve(fresh=True)
    server.url = server.url.replace("127.0.0.1", "localhost")
    return server


def find(driver):
    return driver.do(lambda api: api.divisions.find())


@pytest.mark.parametrize("limit", [{"timeout": 0.1}, {"deadline": 0.1}])
def test_a_call_waits_for_it_no_longer_than_it_may(limit, resolver, server, drive):
    resolver.may_speak.set()
    driver = drive(server, retries=None)
    find(driver)
    resolver.may_speak.clear()

    with pytest.raises(np.TimeoutError) as caught:
        driver.do(lambda api: api.with_options(**limit).divisions.find())

    assert not resolver.may_speak.is_set()  # Nobody has waited for that.
    assert not caught.value.maybe_sent


@pytest.mark.usefixtures("resolver")
def test_a_token_call_too(server, drive):
    with pytest.raises(np.TimeoutError):
        find(drive(server, retries=None, deadline=0.1))


@pytest.mark.parametrize("kind", ["sync"], indirect=True)
def test_who_asks_meanwhile_waits_for_the_same_one(resolver, server, drive, monkeypatch):
    driver = drive(server)
    resolver.may_speak.set()
    driver.do(lambda api: api.token())
    resolver.may_speak.clear()
    before = resolver.asked
    hasty = driver.api.with_options(timeout=0.05, retries=None)

    monkeypatch.setattr(names, "_SHARED", 60)
    for _ in range(3):
        with pytest.raises(np.TimeoutError):
            hasty.divisions.find()
    assert resolver.asked == before + 1
    monkeypatch.setattr(names, "_SHARED", 0)  # It is old, and the next one may have better luck.
    with pytest.raises(np.TimeoutError):
        hasty.divisions.find()
    assert resolver.asked == before + 2

    with ThreadPoolExecutor(4) as threads:
        calls = [threads.submit(driver.api.divisions.find) for _ in range(4)]
        resolver.may_speak.set()
        assert [call.result().additional_properties["number"] for call in calls] == ["NUMBER"] * 4


def test_a_name_that_nobody_has(drive):
    with pytest.raises(np.TransportError, match=r"nobody\.localhost") as caught:
        find(drive("http://nobody.localhost:9/v.1.0", retries=None))
    assert not caught.value.maybe_sent
