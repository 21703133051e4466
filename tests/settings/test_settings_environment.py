"""Proxies and certificates that the environment names: used as they stand, or one sentence."""

import asyncio
import re

import pytest

import novapost_auth as np
from novapost_auth._settings.proxies import proxy_for

KEY = "0123456789abcdef0123456789abcdef"
PROXY = "http://user:hidden-password@10.0.0.1:3128"
VARIABLES = ["http_proxy", "https_proxy", "all_proxy", "no_proxy", "ssl_cert_file", "ssl_cert_dir"]
ELSEWHERE = "https://api.novapost.invalid/v.1.0"


@pytest.fixture(autouse=True)
def clean(monkeypatch):
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.mark.parametrize(
    ("excluded", "url", "is_used"),
    [
        ("10.1.0.0/16", "https://10.1.2.3:444", False),
        ("10.1.0.0/16", "https://10.2.2.3:444", True),
        ("10.1.2.3", "https://10.1.2.3", False),
        ("10.1.2.3/8", "https://10.9.9.9", False),
        ("localhost, 2001:db8::/32", "https://[2001:db8::5]", False),
        ("[2001:db8::]/32", "https://[2001:db8::5]:8443", False),
        ("[2001:db8::5]", "https://[2001:db8::5]:8443", False),
        ("2001:db9::/32", "https://[2001:db8::5]", True),
        ("127.0.0.0/8,::1/128", "https://api.novapost.com", True),
        ("10.0.0.0/8", "https://10.example", True),
        ("http://some.where/x", "https://api.novapost.com", True),
    ],
)
def test_ranges_of_addresses_that_no_proxy_is_for(excluded, url, is_used, monkeypatch):
    monkeypatch.setenv("HTTPS_PROXY", PROXY)
    monkeypatch.setenv("NO_PROXY", excluded)

    assert proxy_for(url) == (np.Secret(PROXY) if is_used else None)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.8.8.8", "[::1]", "a.localhost"])
def test_loopback_is_reached_without_one_whatever_is_set(host, monkeypatch):
    monkeypatch.setenv("ALL_PROXY", "nonsense://x")

    assert proxy_for(f"http://{host}:8080") is None


def test_a_proxy_without_a_scheme_is_one_of_http(monkeypatch):
    monkeypatch.setenv("HTTPS_PROXY", "10.0.0.1:3128")

    assert proxy_for(ELSEWHERE) == np.Secret("http://10.0.0.1:3128")


BAD = {
    "HTTPS_PROXY": [
        "ftp://user:hidden-password@10.0.0.1",
        "http://user:hidden-password@[::1",
        "http://user:hidden-password@proxy:99999",
        "http://",
        "http://a b",
    ],
    "ALL_PROXY": ["socks4://127.0.0.1:9", "socks5://user:hidden-password@127.0.0.1:9"],
    "SSL_CERT_FILE": ["/nonexistent/some.pem", "/", __file__, "/dev/null"],
    "SSL_CERT_DIR": ["/nonexistent", "/nonexistent:/nowhere"],
}


@pytest.fixture(params=[(name, value) for name, values in BAD.items() for value in values])
def bad(request, monkeypatch):
    name, value = request.param
    monkeypatch.setenv(name, value)
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)  # No SOCKS here.
    return name


def sync_call():
    with np.NovaPost(KEY, server=ELSEWHERE) as api:
        api.divisions.find()


def async_call():
    async def main():
        async with np.AsyncNovaPost(KEY, server=ELSEWHERE) as api:
            await api.divisions.find()

    asyncio.run(main())


def auth_call():
    np.NovaPostAuth(KEY, server=ELSEWHERE).token()


def download():
    next(np.download_divisions(server=ELSEWHERE))


@pytest.mark.parametrize("call", [sync_call, async_call, auth_call, download])
def test_what_cannot_be_used_is_said_in_one_sentence_with_the_variable(bad, call):
    with pytest.raises(np.ConfigurationError, match=rf"\b{re.escape(bad)}\b") as caught:
        call()

    assert "hidden-password" not in str(caught.value)
    assert "\n" not in str(caught.value)
    assert not caught.value.maybe_sent


def test_a_range_that_is_none(monkeypatch):
    monkeypatch.setenv("HTTPS_PROXY", PROXY)
    monkeypatch.setenv("NO_PROXY", "10.0.0.0/99")

    with pytest.raises(np.ConfigurationError, match=r"NO_PROXY holds '10\.0\.0\.0/99'"):
        proxy_for(ELSEWHERE)
