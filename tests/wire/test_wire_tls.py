"""Certificates, with a throw-away authority."""

import ssl
import threading

import httpx
import pytest
import trustme
from fault_server import early
from wire_authority import client_context
from wire_authority import server_context as wire_context
from wire_server import at

import novapost_auth as np
from novapost_auth.testing import FakeNovaPost


@pytest.fixture(scope="module")
def authority():
    return trustme.CA()


def server_context(authority, name):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name).configure_cert(context)
    return context


@pytest.fixture
def trusting(authority, kind):
    """Make a transport that trusts the authority, as behind a proxy of one's own."""
    context = ssl.create_default_context()
    authority.configure_trust(context)
    cls = httpx.AsyncHTTPTransport if kind == "async" else httpx.HTTPTransport
    return cls(verify=context)


def test_the_transport_given_is_used_for_everything(authority, trusting, serve, drive):
    server = serve(tls=server_context(authority, "127.0.0.1"))
    driver = drive(server, transport=trusting)

    assert driver.do(lambda api: api.request("GET", "/x")).status_code == 200
    assert (server.tokens, len(server.requests), server.connections) == (1, 1, 1)


def fails(driver, server):
    with pytest.raises(np.TransportError) as caught:
        driver.do(lambda api: api.request("POST", "/shipments", json={}))
    error = caught.value
    assert not error.maybe_sent
    assert server.requests == []
    return error


def test_an_unknown_authority_is_refused_at_once(authority, serve, drive):
    server = serve(tls=server_context(authority, "127.0.0.1"))
    driver = drive(server)

    error = fails(driver, server)

    assert "CERTIFICATE_VERIFY_FAILED" in str(error)
    where = server.url.removeprefix("https://").partition("/")[0]
    assert str(error).endswith(f" ({where}): verify= and SSL_CERT_FILE say whom to trust")
    assert isinstance(error.__cause__, ssl.SSLCertVerificationError)
    assert driver.clock.slept == []  # It would be the same certificate again.


def test_a_certificate_of_another_host_is_refused(authority, trusting, serve, drive):
    server = serve(tls=server_context(authority, "other.example"))
    driver = drive(server, transport=trusting)

    error = fails(driver, server)

    assert isinstance(error.__cause__, ssl.SSLCertVerificationError)
    assert driver.clock.slept == []


@early
def plain(connection):
    connection.send("HTTP/1.1 400 Bad Request\r\n\r\n")
    connection.close()


def test_a_server_without_tls(serve, drive):
    server = serve(*[plain] * 9)
    driver = drive(server.url.replace("http:", "https:"))
    with pytest.raises(np.TransportError) as caught:
        driver.do(lambda api: api.request("POST", "/shipments", json={}))

    where = server.url.removeprefix("http://").partition("/")[0]
    assert f": the server at {where} speaks plain HTTP, and no TLS (" in str(caught.value)
    assert not caught.value.maybe_sent
    assert server.tokens == 0


def test_the_fake_over_https_says_what_it_is(ways, way):
    """Whichever library says so, and in which words."""
    fake = FakeNovaPost()
    with fake.serve() as served:
        opened = ways.open(way, served.url.replace("http:", "https:"), retries=None)
        with pytest.raises(np.TransportError) as caught:
            opened.do(lambda api: api.request("GET", "/divisions"))
    where = served.url.removeprefix("http://").partition("/")[0]
    assert f": the server at {where} speaks plain HTTP, and no TLS (" in str(caught.value)
    assert fake.calls == []


def test_a_proxy_that_is_none_of_tls_is_the_one_that_is_named(serve, drive, monkeypatch):
    monkeypatch.setenv("NO_PROXY", "")
    proxy = serve(*[plain] * 9).url.replace("http:", "https:").partition("/v.1")[0]
    driver = drive("https://api.novapost.example/v.1.0", proxy=proxy, retries=None)
    where = proxy.removeprefix("https://")
    with pytest.raises(np.TransportError, match=f"the server at {where} speaks plain HTTP, and no"):
        driver.do(lambda api: api.token())


def test_a_handshake_that_breaks_off_once(authority, trusting, serve, drive):
    server = serve(tls=server_context(authority, "127.0.0.1"))
    driver = drive(server, transport=trusting)
    driver.do(lambda api: api.token())
    server.hang_up()
    server.handshakes_to_break = 1

    answer = driver.do(lambda api: api.request("POST", "/shipments", json={}))

    assert answer.status_code == 200
    assert len(server.requests) == 1
    assert len(driver.clock.slept) == 1


@at("head")
def too_large(wire):
    """Refuse what is still being sent, and read no more of it."""
    body = b'{"message":"too large"}'
    wire.send(b"HTTP/1.1 413 X\r\nConnection: close\r\nContent-Length: 23\r\n\r\n" + body)
    wire.cut()


@pytest.mark.parametrize("tls", [False, True])
def test_a_refusal_before_all_was_sent_is_read(tls, wire_serve, drive):
    """What breaks then is a connection, or TLS on it: the answer is there, whichever it was."""
    server = wire_serve(too_large, tls=wire_context() if tls else None)

    with pytest.raises(np.ApiError, match="413 too large") as caught:
        drive(server).do(lambda api: api.shipments.upload_file(1, file=bytes(20_000_000)))

    assert not caught.value.maybe_sent
    assert len(server.posts) == 1


class Zeros(ssl.SSLSocket):
    """Of gevent's kind, whose ``send`` returns 0 where others raise that it has to wait."""

    tries = 0

    def send(self, data, flags=0):
        Zeros.tries += 1
        try:
            return super().send(data, flags)
        except (ssl.SSLWantReadError, ssl.SSLWantWriteError):
            return 0


def test_a_socket_that_takes_nothing_is_waited_for(wire_serve, drive, monkeypatch):
    monkeypatch.setattr(Zeros, "tries", 0)
    is_over, trust = threading.Event(), client_context()
    server = wire_serve(at("head")(lambda _: is_over.wait()), tls=wire_context())
    trust.sslsocket_class = Zeros
    driver = drive(server, verify=trust, timeout=0.3)

    with pytest.raises(np.TimeoutError, match="could not be sent in time"):
        driver.do(lambda api: api.shipments.upload_file(1, file=bytes(20_000_000)))
    is_over.set()

    assert Zeros.tries < 100  # Once for each time that there was room; in vain, it is thousands.


def goes_on_in_http_2(wire):
    """Do what servers do to whoever takes HTTP/2, and goes on in HTTP/1.1."""
    if wire.socket.selected_alpn_protocol() == "h2":
        wire.peek()
        wire.send(b"\0\0\x08\x07\0\0\0\0\0\0\0\0\0\0\0\0\1")
        wire.close()


@pytest.mark.parametrize("who", ["its owner", "httpx"])
def test_a_context_that_offers_http_2(who, authority, wire_serve, drive):
    """Nothing is sent in a protocol that was not agreed on, and the error says whose it is."""
    context = server_context(authority, "127.0.0.1")
    context.set_alpn_protocols(["h2", "http/1.1"])
    server = wire_serve(at("begun")(goes_on_in_http_2), on="", tls=context)
    shared = ssl.create_default_context()
    authority.configure_trust(shared)
    if who == "httpx":
        with (
            httpx.Client(http2=True, verify=shared, trust_env=False) as client,
            pytest.raises(httpx.RemoteProtocolError),
        ):
            client.get(server.url)
        server.arrivals.clear()
    else:
        shared.set_alpn_protocols(["h2", "http/1.1"])
    driver = drive(server, verify=shared, retries=None)

    with pytest.raises(np.TransportError, match="SSLContext that was passed offers h2") as caught:
        driver.do(lambda api: api.shipments.create({}))

    assert not caught.value.maybe_sent
    assert server.arrivals == []
    shared.set_alpn_protocols(["http/1.1"])
    fresh = drive(server, verify=shared, retries=None)
    assert fresh.do(lambda api: api.shipments.create({})).number == "NUMBER"
