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


@pytest.mark.parametrize("found", [["192.0.2.1"], ["2001:db8::1", "192.0.2.1"]])
@pytest.mark.parametrize("host", ["localhost", "shop.localhost"])
def test_a_name_of_this_machine_that_leads_off_it(found, host, drive, monkeypatch):
    """Not all resolvers know that such names are nobody else's: a key would travel in the open."""
    connects = resolves(monkeypatch, found)

    with pytest.raises(np.TransportError, match="leads off this machine") as caught:
        find(drive(f"http://{host}:9/v.1.0", retries=None))

    assert not caught.value.maybe_sent
    assert connects == []


def test_of_a_name_of_this_machine_the_addresses_on_it_are_used(server, drive, monkeypatch):
    connects = resolves(monkeypatch, ["192.0.2.1", "127.0.0.1"])

    find(drive(server, retries=None))

    assert {address[0] for address in connects} == {"127.0.0.1"}


def resolves(monkeypatch, found):
    """Let all names lead to these addresses; return what is connected to."""

    def look_up(_host, port, *, type, flags=0):  # noqa: A002 - the name it has
        if flags:
            raise socket.gaierror(socket.EAI_NONAME, "no number")
        kinds = [socket.AF_INET6 if ":" in one else socket.AF_INET for one in found]
        return [(kind, type, 6, "", (one, port)) for kind, one in zip(kinds, found, strict=True)]

    class Socket(socket.socket):
        def connect(self, address):
            connects.append(address)
            super().connect(address)

        def connect_ex(self, address):
            connects.append(address)
            return super().connect_ex(address)

    connects = []
    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    monkeypatch.setattr(socket, "socket", Socket)
    return connects
