"""``proxy=`` and ``verify=``: the way of one client, whatever the environment says."""

import base64
import gc
import os
import ssl
import subprocess
import traceback

import httpx
import pytest
import trustme
from fault_server import KEY
from wire_authority import server_context
from wire_proxy import Proxy, Socks
from wire_server import WireServer

import novapost_auth as np

HOST = "api.novapost.example"
PASSWORD = "proxypassword"


@pytest.fixture(autouse=True)
def no_proxies(monkeypatch):
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
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


@pytest.fixture(scope="module")
def other():
    """An authority that nobody trusts who is not told to."""
    return trustme.CA()


@pytest.fixture
def cls(kind):
    return np.AsyncNovaPost if kind == "async" else np.NovaPost


def call(driver):
    return driver.do(lambda api: api.request("GET", "/x")).status_code


@pytest.mark.parametrize("as_secret", [False, True])
def test_all_goes_through_the_proxy_that_was_passed(as_secret, drive, start, monkeypatch):
    server = start(WireServer, tls=server_context(HOST))
    proxy, another = start(Proxy, server.port), start(Proxy)
    monkeypatch.setenv("HTTPS_PROXY", another.url)
    monkeypatch.setenv("NO_PROXY", "*")
    url = proxy.url.replace("http://", f"http://me:{PASSWORD}@")

    driver = drive(f"https://{HOST}/v.1.0", proxy=np.Secret(url) if as_secret else url)

    assert call(driver) == 200
    assert set(proxy.lines) == {f"CONNECT {HOST}:443 HTTP/1.1"}
    sent = base64.b64encode(f"me:{PASSWORD}".encode()).decode()
    assert all(f"Basic {sent}" in head for head in proxy.heads)
    assert another.heads == []
    assert (server.tokens, len(server.seen("/v.1.0/x"))) == (1, 1)
    assert PASSWORD not in repr(driver.api)


def test_a_server_on_this_machine_as_well(drive, start):
    server = start(WireServer)
    proxy = start(Proxy, server.port)
    assert call(drive(server, proxy=proxy.url.removeprefix("http://"))) == 200
    assert proxy.heads != []


@pytest.mark.parametrize("refuse", [b"HTTP/1.1 407 No\r\nContent-Length: 0\r\n\r\n", None])
def test_a_proxy_that_refuses_or_is_not_there_shows_no_password(refuse, drive, start):
    url = start(Proxy, refuse=refuse).url if refuse else "http://127.0.0.1:9"
    driver = drive(
        f"https://{HOST}/v.1.0", proxy=url.replace("://", f"://me:{PASSWORD}@"), retries=None
    )
    with pytest.raises(np.TransportError) as caught:
        call(driver)
    assert not caught.value.maybe_sent
    assert PASSWORD not in "".join(traceback.format_exception(caught.value))
    assert PASSWORD not in repr(caught.value.__cause__)


@pytest.mark.parametrize(
    ("proxy", "reason"),
    [
        (f"ftp://me:{PASSWORD}@proxy:1", "must be one of http, https, socks5, socks5h, not ftp"),
        (f"socks4://me:{PASSWORD}@proxy:1", "must be one of"),
        (f"http://me:{PASSWORD}@", "has no host and port"),
        (f"http://me:{PASSWORD}@proxy:99999", "that proxy= names "),
        (f"http://me:{PASSWORD}@[proxy", "has no host and port"),
        ("", "has no host and port"),
        (f"me:{PASSWORD}@proxy:port", "is no URL"),
        ("5ec2e7a91d0f4c6b8e3a7d1f9b2c4e60", "looks like a key"),
        (f"http://{'eyJpc3MiOiJucCIsI' * 4}.x", "looks like a key"),
        (5, "must be a URL, not int"),
        (b"http://proxy", "must be a URL, not bytes"),
        (httpx.URL("http://proxy"), "must be a URL, not URL"),
    ],
)
def test_a_proxy_that_is_none_is_refused_when_the_client_is_made(proxy, reason, cls):
    with pytest.raises(np.ConfigurationError, match="proxy=") as caught:
        cls(KEY, proxy=proxy, environ={})
    assert reason in str(caught.value)
    assert "\n" not in str(caught.value)
    assert PASSWORD not in str(caught.value)
    for frame, _ in traceback.walk_tb(caught.value.__traceback__):
        if "/novapost_auth/" in frame.f_code.co_filename:
            shown = [repr(value) for name, value in frame.f_locals.items() if name != "self"]
            assert PASSWORD not in "".join(shown), frame


@pytest.mark.parametrize(
    "proxy",
    [
        "proxy",
        "corporate-proxy-of-all:3128",
        "http://[2001:db8:85a3:1234:5678:8a2e:370:7334]:3128",
        "http://ad3f1c0b7e1f4a5b8c9d0e1f2a3b4c5d-1234567890.us-east-1.elb.amazonaws.com:3128",
    ],
)
def test_a_proxy_may_be_called_as_it_is(cls, proxy):
    assert "novapost" in repr(cls(KEY, proxy=proxy, environ={}))


def test_a_socks_proxy_without_its_package_says_what_to_install(cls, monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda *_: None)
    with pytest.raises(np.ConfigurationError, match=r"pip install 'httpx\[socks\]'"):
        cls(KEY, proxy="socks5://proxy:1080", environ={})


def test_a_socks_proxy_is_asked_for_the_name(drive, start):
    server = start(WireServer, tls=server_context(HOST))
    proxy = start(Socks, server.port)
    driver = drive(f"https://{HOST}/v.1.0", proxy=proxy.url)

    assert call(driver) == 200

    assert set(proxy.lines) == {f"CONNECT {HOST}:443"}


@pytest.mark.filterwarnings("ignore::ResourceWarning")  # httpcore leaves it to the collector.
@pytest.mark.parametrize("silent_instead_of", ["says", "connected"])
def test_a_socks_proxy_that_is_silent_is_not_waited_for(silent_instead_of, drive, start):
    """httpcore reads what it says without a limit."""
    server = start(WireServer, tls=server_context(HOST), fresh=True)
    proxy = start(Socks, server.port)
    driver = drive(f"https://{HOST}/v.1.0", proxy=proxy.url, retries=None)
    driver.do(lambda api: api.token())
    setattr(proxy, silent_instead_of, b"")

    with pytest.raises(np.TimeoutError) as caught:
        driver.do(lambda api: api.with_options(timeout=0.3).shipments.create({}))

    assert not caught.value.maybe_sent
    assert server.posts == []
    gc.collect()


@pytest.fixture
def authority_of(other, tmp_path):
    """Give the other authority in each form in which it can be passed."""
    file = tmp_path / "ca.pem"
    other.cert_pem.write_to_path(file)

    def make(form):
        if form == "context":
            context = ssl.create_default_context()
            other.configure_trust(context)
            return context
        if form == "folder":
            folder = tmp_path / "folder"
            folder.mkdir()
            digest = subprocess.run(
                ["openssl", "x509", "-hash", "-noout", "-in", file],
                capture_output=True,
                text=True,
                check=True,
            ).stdout.strip()
            other.cert_pem.write_to_path(folder / f"{digest}.0")
            return folder
        return {"text": str(file), "path": file, "no": False}[form]

    return make


@pytest.mark.parametrize("form", ["text", "path", "folder", "context", "no"])
@pytest.mark.parametrize("through", ["nothing", "proxy"])
def test_the_service_is_verified_by_what_was_passed(
    form, through, drive, start, other, authority_of, monkeypatch
):
    monkeypatch.setenv("SSL_CERT_FILE", "/nowhere")  # What is passed counts, and nothing else.
    server = start(WireServer, tls=server_context(authority=other))
    proxy = start(Proxy, server.port).url if through == "proxy" else None

    assert call(drive(server, verify=authority_of(form), proxy=proxy)) == 200
    assert server.tokens == 1


@pytest.mark.parametrize("through", ["nothing", "proxy"])
def test_what_was_passed_does_not_verify_others(through, drive, start, authority_of):
    server = start(WireServer, tls=server_context())
    proxy = start(Proxy, server.port).url if through == "proxy" else None

    for verify, is_good in ((True, True), (authority_of("text"), False)):
        driver = drive(server, verify=verify, proxy=proxy, retries=None)
        if is_good:
            assert call(driver) == 200
        else:
            with pytest.raises(np.TransportError, match="CERTIFICATE_VERIFY_FAILED"):
                call(driver)


@pytest.mark.parametrize("name", [HOST, "127.0.0.1"])
def test_a_path_verifies_the_name_too_and_false_does_not(name, drive, start, other, authority_of):
    server = start(WireServer, tls=server_context(name, authority=other))
    assert call(drive(server, verify=False)) == 200
    driver = drive(server, verify=authority_of("path"), retries=None)
    if name == HOST:
        with pytest.raises(np.TransportError):
            call(driver)
    else:
        assert call(driver) == 200


def test_a_proxy_that_is_spoken_to_over_tls_is_verified_alike(drive, start, other, authority_of):
    """Its certificate is of the authority that was passed, and of none that is installed."""
    server = start(WireServer, tls=server_context(authority=other))
    answers = start(WireServer, tls=server_context(authority=other))  # It is asked to CONNECT.
    url = f"https://me:{PASSWORD}@127.0.0.1:{answers.port}"

    for verify, reached in ((authority_of("text"), True), (True, False)):
        driver = drive(server, proxy=url, verify=verify, retries=None)
        with pytest.raises(np.TransportError) as caught:
            call(driver)
        assert ("CERTIFICATE_VERIFY_FAILED" not in str(caught.value)) is reached
        assert PASSWORD not in str(caught.value)


class Odd:
    def __repr__(self):
        return "odd"


@pytest.mark.parametrize(
    ("verify", "reason"),
    [
        ("nowhere.pem", "is no file that is there"),
        ("no\0where", "is no file that is there"),
        ("", "is no file that is there"),
        (os.devnull, "no file"),
        (__file__, "holds no certificates"),
        (None, "must be True, False, the path"),
        (1, "must be True, False, the path"),
        (Odd(), "not odd"),
        (ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER), "of a server"),
    ],
)
def test_what_cannot_verify_is_refused_when_the_client_is_made(verify, reason, cls):
    with pytest.raises(np.ConfigurationError, match="verify=") as caught:
        cls(KEY, verify=verify, environ={})
    assert reason in str(caught.value)
    assert len(str(caught.value).splitlines()) == 1


@pytest.mark.parametrize("settings", [{"proxy": "http://proxy:1"}, {"verify": False}])
@pytest.mark.parametrize("passed", ["transport", "http_client"])
def test_neither_goes_with_a_way_of_ones_own(passed, settings, cls, kind):
    """It is said in a sentence, before anything is sent."""
    if passed == "transport":
        own = httpx.MockTransport(lambda _: httpx.Response(500))
    else:
        own = httpx.AsyncClient() if kind == "async" else httpx.Client()
    with pytest.raises(np.ConfigurationError, match=r"proxy= and verify= are .* you pass$"):
        cls(KEY, environ={}, **{passed: own}, **settings)


def test_with_instruments_in_the_process_a_proxy_is_a_proxy(drive, start, monkeypatch):
    """Who takes the place of httpx's transport to watch it does not change where calls go."""
    server = start(WireServer)
    proxy = start(Proxy, server.port)
    for transport in (httpx.HTTPTransport, httpx.AsyncHTTPTransport):
        name = "handle_request" if transport is httpx.HTTPTransport else "handle_async_request"
        original = getattr(transport, name)
        monkeypatch.setattr(transport, name, lambda *args, original=original: original(*args))
    assert call(drive(server, proxy=proxy.url)) == 200
    assert proxy.heads != []


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 407 No\r\nContent-Length: 0\r\n\r\n",
        b"nonsense\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n\r\n",  # And nobody there to speak TLS.
    ],
)
@pytest.mark.parametrize("is_passed", [False, True])
def test_what_a_proxy_is_asked_for_is_no_part_of_a_post(is_passed, answer, kind, drive, start):
    """It was asked for a connection, and gave none that a POST could have gone over."""
    server = start(WireServer, tls=server_context(HOST), fresh=True)
    proxy = start(Proxy, server.port)
    client = httpx.AsyncClient if kind == "async" else httpx.Client
    way = {"http_client": client(proxy=proxy.url)} if is_passed else {"proxy": proxy.url}
    driver = drive(f"https://{HOST}/v.1.0", **way)
    driver.do(lambda api: api.token())
    proxy.refuse = answer

    with pytest.raises(np.TransportError) as caught:
        driver.do(lambda api: api.shipments.create({}))

    assert not caught.value.maybe_sent
    assert len(proxy.heads) == 1 + 3
    proxy.refuse = None
    assert driver.do(lambda api: api.shipments.create({})).number == "NUMBER"
    assert len(server.posts) == 1
