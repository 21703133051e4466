"""What an auth takes, what it refuses at once, and that two of them have nothing in common."""

import copy
import pickle
from pathlib import Path

import httpx
import pytest
from token_service import BASE, KEY, Clock, jwt, renew, settled

from novapost_auth import NovaPostAuth
from novapost_auth._errors import ConfigurationError, MissingApiKey
from novapost_auth._secrets import Secret
from novapost_auth._settings import Server
from novapost_auth.stores import MemoryTokenStore


@pytest.mark.parametrize("key", ["", " ", "\n\t"])
def test_an_empty_key(key):
    with pytest.raises(MissingApiKey, match="empty"):
        NovaPostAuth(key)


@pytest.mark.parametrize(
    ("key", "reason"),
    [
        (" abc", "white space"),
        ("abc\n", "white space"),
        ("a\x00bc", "printed"),
        ("a\r\nb", "printed"),
        ("a\x7fb", "printed"),
        ("a\u200bb", "printed"),
        (b"abc", "text, not bytes"),
        (None, "text, not NoneType"),
        (5, "text, not int"),
    ],
)
def test_a_key_that_cannot_be_one(key, reason):
    with pytest.raises(ConfigurationError, match=reason) as caught:
        NovaPostAuth(key)
    assert "abc" not in str(caught.value)


@pytest.mark.parametrize("clock", [object(), 5, "now", Clock])
def test_a_clock_that_cannot_be_one(clock):
    with pytest.raises(ConfigurationError, match="clock"):
        NovaPostAuth(KEY, clock=clock)


@pytest.mark.parametrize("wall", [float("nan"), float("inf"), 1e18, -1e18, "1970", None])
def test_a_clock_that_tells_no_time(wall):
    clock = Clock(wall=wall)
    with pytest.raises(ConfigurationError, match="clock"):
        NovaPostAuth(KEY, clock=clock)


@pytest.mark.parametrize(
    "server",
    ["http://api.novapost.com", "ftp://x", "nowhere", "", "https://[::1", "https://api.example:x"],
)
def test_a_server_that_cannot_be_one(server):
    with pytest.raises(ConfigurationError):
        NovaPostAuth(KEY, server=server)


@pytest.mark.parametrize("store", [MemoryTokenStore, "tokens", Path("tokens"), {}, 0, False, ""])
def test_a_store_that_is_none(store):
    with pytest.raises(ConfigurationError, match="token_store"):
        NovaPostAuth(KEY, token_store=store)


@pytest.mark.parametrize("watcher", [5, "print", [print], False])
def test_a_watcher_that_cannot_be_called(watcher):
    with pytest.raises(ConfigurationError, match="on_event"):
        NovaPostAuth(KEY, on_event=watcher)


def test_a_manner_of_renewal_that_there_is_not():
    with pytest.raises(ConfigurationError, match="refresh"):
        NovaPostAuth(KEY, refresh="never")


def test_a_key_may_come_as_a_secret(service):
    auth = NovaPostAuth(Secret(KEY), transport=service.transport)
    assert auth.token().value.reveal() == jwt(1)


def test_production_is_where_tokens_come_from_unless_said_otherwise():
    seen = []

    def answer(request):
        seen.append(str(request.url))
        return httpx.Response(200, json={"jwt": jwt()})

    for settings in ({}, {"server": Server.SANDBOX}, {"server": "http://localhost:8000/v.1.0/"}):
        NovaPostAuth(KEY, transport=httpx.MockTransport(answer), **settings).token()
    assert [url.partition("?")[0] for url in seen] == [
        "https://api.novapost.com/v.1.0/clients/authorization",
        "https://api-stage.novapost.pl/v.1.0/clients/authorization",
        "http://localhost:8000/v.1.0/clients/authorization",
    ]


def test_two_keys_and_two_servers_have_nothing_in_common():
    seen = []

    def answer(request):
        if "apiKey" in request.url.params:
            who = (request.url.host, request.url.params["apiKey"])
            if who not in seen:
                seen.append(who)
            return httpx.Response(200, json={"jwt": f"token-of-{seen.index(who)}"})
        return httpx.Response(200, json=[request.headers["Authorization"]])

    transport, store = httpx.MockTransport(answer), MemoryTokenStore()
    auths = [
        NovaPostAuth(key, server=server, transport=transport, token_store=store)
        for key in ("key-one", "key-two")
        for server in (Server.PRODUCTION, Server.SANDBOX)
    ]
    for _ in range(2):
        for number, auth in enumerate(auths):
            with httpx.Client(auth=auth, transport=transport) as client:
                assert client.get(f"{auth._origin}/x").json() == [f"token-of-{number}"]
    assert len(seen) == 4


def test_auths_that_share_a_store_share_a_token(make_auth, service, clock):
    store = MemoryTokenStore()
    one, two = make_auth(token_store=store), make_auth(token_store=store)
    assert one.token() == two.token()
    assert service.fetches == 1
    renew(one, clock)
    one.token()
    settled(one)
    two.token()
    settled(two)
    assert one.token() == two.token()
    assert service.fetches == 2


def test_a_copy_shares_the_token(auth, service):
    twin = copy.copy(auth)
    assert auth.token() == twin.token()
    assert service.fetches == 1


def test_it_cannot_be_pickled(auth):
    with pytest.raises(TypeError):
        pickle.dumps(auth)


def test_it_says_where_its_tokens_are_from_and_no_more(auth):
    assert repr(auth) == f"NovaPostAuth(server='{BASE}')"
    assert auth.base_url == BASE


def test_the_transport_is_the_callers_to_close():
    class Transport(httpx.MockTransport):
        closed = False

        def close(self):
            self.closed = True

    transport = Transport(lambda _: httpx.Response(200, json={"jwt": "a.b.c"}))
    NovaPostAuth(KEY, transport=transport).token()
    assert not transport.closed


def test_a_server_on_this_machine_is_not_reached_through_a_proxy(loopback, monkeypatch):
    proxy = loopback(lambda handler: handler.reply(body=b'{"jwt": "by.the.proxy"}'))
    service = loopback(lambda handler: handler.reply(body=b'{"jwt": "by.the.service"}'))
    monkeypatch.setenv("HTTP_PROXY", proxy.origin)
    monkeypatch.delenv("NO_PROXY", raising=False)
    auth = NovaPostAuth(KEY, server=f"{service.origin}/v.1.0")
    assert auth.token().value.reveal() == "by.the.service"
    assert proxy.requests == []
