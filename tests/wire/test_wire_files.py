"""What is downloaded, archives from another host included, goes by the way that was passed."""

import asyncio
import gzip
import inspect
import json
import traceback

import httpx
import pytest
import trustme
from wire_authority import server_context
from wire_proxy import Proxy

import novapost_auth as np

API, FILES, OTHER = (f"{name}.novapost.example" for name in ("api", "files", "other"))
ARCHIVE = gzip.compress(json.dumps({"items": [{"id": 1, "name": "Відділення"}]}).encode())
PASSWORD = "proxypassword"
FUNCTIONS = {"sync": np.download_divisions, "async": np.download_divisions_async}


@pytest.fixture(autouse=True)
def no_proxies(monkeypatch):
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture(scope="module")
def other():
    """An authority that nobody trusts who is not told to."""
    return trustme.CA()


@pytest.fixture
def authority(other, tmp_path):
    other.cert_pem.write_to_path(tmp_path / "ca.pem")
    return tmp_path / "ca.pem"


@pytest.fixture
def through(serve, other):
    """Serve answers under the names of all hosts, and a proxy that leads there."""
    proxies = []

    def start(*faults):
        server = serve(*faults, tls=server_context(API, FILES, OTHER, authority=other))
        proxies.append(Proxy(server.port))
        return server, proxies[-1]

    yield start
    for proxy in proxies:
        proxy.close()


def versions(connection):
    body = {"base_version": {"url": f"https://{FILES}/all.json.gz", "unix_time": 1}, "deltas": []}
    connection.answer(200, json.dumps(body))


def moved(connection):
    connection.answer(302, "", [f"Location: https://{OTHER}/all.json.gz"])


def archive(connection):
    connection.answer(200, ARCHIVE)


def pdf(connection):
    connection.answer(200, b"%PDF-1.4\n%%EOF\n", ["Content-Type: application/pdf"])


def download(kind, **settings):
    settings = {"server": f"https://{API}/v.1.0", "retries": None, "environ": {}, **settings}

    async def main():
        return [division.id async for division in np.download_divisions_async(**settings)]

    if kind == "async":
        return asyncio.run(main())
    return [division.id for division in np.download_divisions(**settings)]


def hosts(proxy):
    return [line.split(" ")[1].removesuffix(":443") for line in proxy.lines]


def test_archives_go_through_the_proxy_and_are_verified_by_what_was_passed(
    kind, through, authority, monkeypatch
):
    server, proxy = through(versions, moved, archive)
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")  # What is passed counts instead.
    monkeypatch.setenv("SSL_CERT_FILE", "/nowhere")
    url = proxy.url.replace("//", f"//me:{PASSWORD}@")

    assert download(kind, proxy=np.Secret(url), verify=authority) == [1]

    assert hosts(proxy) == [API, FILES, OTHER]
    assert len(server.requests) == 3


def test_archives_of_whom_nobody_trusts_are_not_read(kind, through):
    server, proxy = through(versions)
    with pytest.raises(np.TransportError, match="CERTIFICATE_VERIFY_FAILED"):
        download(kind, proxy=proxy.url)
    assert server.requests == []


def test_labels_and_attachments_go_the_same_way(drive, through, authority, tmp_path):
    server, proxy = through(pdf, pdf, pdf)
    driver = drive(f"https://{API}/v.1.0", proxy=proxy.url, verify=authority)

    label, one = tmp_path / "label.pdf", tmp_path / "one.pdf"
    driver.do(
        lambda api: api.shipments.print_documents(numbers=["A1"], type_="marking", save_to=label)
    )
    driver.do(lambda api: api.shipments.save_attachment("A1", "1", one))
    driver.do(lambda api: api.shipments.download_attachment("A1", "1"))

    assert label.read_bytes() == one.read_bytes() == b"%PDF-1.4\n%%EOF\n"
    assert set(hosts(proxy)) == {API}
    assert (len(server.requests), server.tokens) == (3, 1)


@pytest.mark.parametrize(
    ("settings", "reason"),
    [
        ({"proxy": f"ftp://me:{PASSWORD}@proxy:1"}, "not ftp"),
        ({"proxy": 5}, "must be a URL, not int"),
        ({"verify": "/nowhere.pem"}, "is no file that is there"),
        ({"proxy": "http://proxy:1", "transport": httpx.MockTransport(print)}, "that you pass$"),
        ({"verify": False, "transport": httpx.MockTransport(print)}, "that you pass$"),
    ],
)
def test_what_cannot_be_used_is_told_before_anything_is_read(settings, reason, kind):
    with pytest.raises(np.ConfigurationError, match=reason) as caught:
        FUNCTIONS[kind](environ={}, **settings)
    assert PASSWORD not in "".join(traceback.format_exception(caught.value))


def test_a_download_takes_every_setting_of_the_way_that_a_client_takes(kind):
    client = inspect.signature(np.AsyncNovaPost if kind == "async" else np.NovaPost).parameters
    taken = inspect.signature(FUNCTIONS[kind]).parameters
    for name in ("transport", "http_client", "proxy", "verify", "environ", "server", "timeout"):
        assert taken[name].annotation == client[name].annotation, name
        assert taken[name].default == client[name].default, name
