"""Proxies of the environment: whom they get to see, and whom not."""

import asyncio
import base64
import re
import traceback

import pytest
from fault_server import KEY
from wire_authority import server_context
from wire_process import run_program
from wire_proxy import Proxy
from wire_server import WireServer

import novapost_auth as np

HOST = "api.novapost.example"
URL = f"https://{HOST}/v.1.0"
VARIABLES = ["http_proxy", "https_proxy", "all_proxy", "no_proxy"]


@pytest.fixture(autouse=True)
def no_proxies(monkeypatch):
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def start():
    started = []

    def make(cls, *args, **settings):
        started.append(cls(*args, **settings))
        return started[-1]

    yield make
    for one in started:
        one.close()


@pytest.mark.parametrize("loopback", ["127.0.0.1", "localhost", "api.localhost", "[::1]"])
@pytest.mark.parametrize("variable", ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"])
def test_a_server_on_loopback_is_reached_past_the_proxy(
    variable, loopback, drive, start, monkeypatch
):
    server, proxy = start(WireServer), start(Proxy)
    monkeypatch.setenv(variable, proxy.url)
    url = server.url.replace("127.0.0.1", loopback)
    driver = drive(url, retries=None)
    try:
        answer = driver.do(lambda api: api.request("GET", "/x"))
        assert answer.status_code == 200
    except np.TransportError:
        assert loopback in ("[::1]", "api.localhost")  # Where the server does not listen.
    assert proxy.heads == []


@pytest.mark.parametrize("variable", ["HTTPS_PROXY", "all_proxy"])
def test_a_server_on_loopback_with_tls_as_well(variable, drive, start, monkeypatch):
    server, proxy = start(WireServer, tls=server_context()), start(Proxy)
    monkeypatch.setenv(variable, proxy.url)

    driver = drive(server)
    assert driver.do(lambda api: api.request("GET", "/x")).status_code == 200

    assert proxy.heads == []
    assert server.tokens == 1


def test_the_token_call_of_an_auth_as_well(start, monkeypatch):
    server, proxy = start(WireServer), start(Proxy)
    monkeypatch.setenv("ALL_PROXY", proxy.url)

    np.NovaPostAuth(KEY, server=server.url).token()

    assert proxy.heads == []
    assert server.tokens == 1


KINDS = ["sync", "async", "auth"]


@pytest.fixture
def fails(monkeypatch):
    """Call a server in an environment; return the error there was, if any."""

    def call(url, kind, **environ):
        for name, value in environ.items():
            monkeypatch.setenv(name, value)
        settings = {"server": url, "retries": None, "timeout": 20, "environ": {}}

        async def main():
            async with np.AsyncNovaPost(KEY, **settings) as api:
                await api.request("GET", "/x")

        try:
            if kind == "auth":
                np.NovaPostAuth(KEY, server=url).token()
            elif kind == "async":
                asyncio.run(main())
            else:
                with np.NovaPost(KEY, **settings) as api:
                    api.request("GET", "/x")
        except np.NovaPostError as error:
            return error
        return None

    return call


@pytest.mark.parametrize("variable", ["HTTPS_PROXY", "https_proxy", "ALL_PROXY"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_server_elsewhere_is_reached_through_the_proxy(kind, variable, start, fails):
    server = start(WireServer, tls=server_context(HOST))
    proxy = start(Proxy, server.port)

    assert fails(URL, kind, **{variable: proxy.url}) is None

    assert set(proxy.lines) == {f"CONNECT {HOST}:443 HTTP/1.1"}
    assert server.tokens == 1
    assert len(server.seen("/v.1.0/x")) == (kind != "auth")
    for head in proxy.heads:  # All else is said within TLS.
        assert KEY not in head
        assert "eyJ" not in head
        assert "apiKey" not in head


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "bypass", [HOST, HOST.upper(), ".example", "other.example, novapost.example", "*"]
)
def test_no_proxy(bypass, kind, start, fails):
    """Then nobody is asked but the resolver, which knows no such host."""
    proxy = start(Proxy, 1)

    error = fails(URL, kind, HTTPS_PROXY=proxy.url, NO_PROXY=bypass)

    assert proxy.heads == []
    assert (type(error), error.maybe_sent) == (np.TransportError, False)


@pytest.mark.parametrize("kind", KINDS)
def test_no_proxy_for_others(kind, start, fails):
    server = start(WireServer, tls=server_context(HOST))
    proxy = start(Proxy, server.port)

    error = fails(URL, kind, HTTPS_PROXY=proxy.url, NO_PROXY="localhost,other.example")

    assert error is None
    assert proxy.lines != []


def told(error):
    return "".join(traceback.format_exception(error))


def with_password(proxy):
    return proxy.url.replace("http://", "http://me:proxypassword@")


@pytest.mark.parametrize("kind", KINDS)
def test_a_proxy_with_a_password(kind, start, fails):
    server = start(WireServer, tls=server_context(HOST))
    proxy = start(Proxy, server.port)

    assert fails(URL, kind, HTTPS_PROXY=with_password(proxy)) is None

    sent = base64.b64encode(b"me:proxypassword").decode()
    assert all(f"Basic {sent}" in head for head in proxy.heads)
    assert not any("proxy-authorization" in a.headers.lower() for a in server.arrivals)


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 407 No\r\nProxy-Authenticate: Basic\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 407 me:proxypassword, Basic bWU6cHJveHlwYXNzd29yZA==\r\n\r\n",
        b"HTTP/1.1 502 No\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 403 No\r\n\r\n",
        b"nonsense\r\n\r\n",
        b"",
    ],
)
@pytest.mark.parametrize("kind", ["sync", "async"])
def test_a_proxy_that_refuses(answer, kind, start, fails):
    """What it is asked for is a connection: nothing has been handed over yet."""
    proxy = start(Proxy, refuse=answer or b"\r\n")

    error = fails(URL, kind, HTTPS_PROXY=with_password(proxy))

    assert isinstance(error, np.TransportError)
    assert not error.maybe_sent
    assert not re.search("proxypassword|bWU6cHJv", told(error))


@pytest.mark.parametrize("kind", ["sync", "async"])
def test_a_proxy_that_is_not_there(kind, fails):
    error = fails(URL, kind, HTTPS_PROXY="http://me:proxypassword@127.0.0.1:9")

    assert (type(error), error.maybe_sent) == (np.TransportError, False)
    assert str(error).endswith(" (127.0.0.1:9)")  # Who is not there is not the service.
    assert "proxypassword" not in told(error)


@pytest.mark.parametrize("kind", ["sync", "async"])
@pytest.mark.parametrize("value", ["ftp://127.0.0.1:9", "socks9://x", "http://", "http://[", "::"])
def test_a_proxy_that_is_none(value, kind, fails):
    """One clear error of ours, whether it is known when the client is made or at the call."""
    error = fails(URL, kind, HTTPS_PROXY=value)

    assert isinstance(error, np.NovaPostError)
    assert "\n" not in str(error)


def test_the_proxy_of_a_transport_that_is_passed_is_its_own_affair(kind, drive, start, monkeypatch):
    import httpx  # noqa: PLC0415

    server, proxy = start(WireServer), start(Proxy)
    monkeypatch.setenv("ALL_PROXY", proxy.url)
    cls = httpx.AsyncHTTPTransport if kind == "async" else httpx.HTTPTransport
    driver = drive(server, transport=cls())

    assert driver.do(lambda api: api.request("GET", "/x")).status_code == 200

    assert proxy.heads == []


@pytest.mark.parametrize("kind", ["sync", "async"])
@pytest.mark.parametrize("variable", ["SSL_CERT_FILE", "SSL_CERT_DIR"])
def test_certificates_of_the_environment(variable, kind, start, tmp_path):
    """They are read when a connection is made, and one that is unknown is refused."""
    import trustme  # noqa: PLC0415

    other = trustme.CA()
    server = start(WireServer, tls=server_context(authority=other))
    path = tmp_path / "ca.pem"
    other.cert_pem.write_to_path(path)
    environ = {"SSL_CERT_FILE": str(path)}
    if variable == "SSL_CERT_DIR":
        import subprocess  # noqa: PLC0415

        if subprocess.run(["openssl", "version"], capture_output=True, check=False).returncode:
            pytest.skip("openssl is missing")
        subprocess.run(["openssl", "rehash", str(tmp_path)], check=True, capture_output=True)
        environ = {"SSL_CERT_DIR": str(tmp_path), "SSL_CERT_FILE": ""}

    assert trusts(server, kind, **environ) == ["True"]
    refused = trusts(server, kind)
    assert refused[:2] == ["False", "TransportError"]
    assert "certificate" in refused[2].lower()


def trusts(server, kind, **environ):
    """Call a server from a process that reads its certificates for the first time."""
    call = """
    async def main():
        async with async_client() as api:
            return await api.request("GET", "/x")
    try:
        asyncio.run(main()) if KIND == "async" else sync_client().request("GET", "/x")
        print(True)
    except np.TransportError as error:
        print(error.maybe_sent, type(error).__name__, str(error).replace(" ", "_"))
    """
    return run_program(server, call.replace("KIND", repr(kind)), key=KEY, environ=environ)
