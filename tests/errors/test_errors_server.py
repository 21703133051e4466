"""Which server is meant."""

import pytest

from novapost_auth._errors import ConfigurationError
from novapost_auth._settings import Server, resolve_server


@pytest.mark.parametrize(
    ("server", "environ", "url"),
    [
        (None, {}, "https://api.novapost.com/v.1.0"),
        (None, {"NOVAPOST_SERVER": " "}, "https://api.novapost.com/v.1.0"),
        (None, {"NOVAPOST_SERVER": "sandbox"}, "https://api-stage.novapost.pl/v.1.0"),
        (None, {"NOVAPOST_SERVER": "Production_UA"}, "https://api.novaposhta.ua/v.1.0"),
        (None, {"NOVAPOST_SERVER": "https://proxy.example/np/"}, "https://proxy.example/np"),
        (Server.SANDBOX, {"NOVAPOST_SERVER": "production"}, "https://api-stage.novapost.pl/v.1.0"),
        ("production-ua", {}, "https://api.novaposhta.ua/v.1.0"),
        (" https://API.example:443/v.1.0/ ", {}, "https://api.example/v.1.0"),
        ("https://api.example:8443", {}, "https://api.example:8443"),
        ("http://localhost:8000/v.1.0", {}, "http://localhost:8000/v.1.0"),
        ("http://np.localhost", {}, "http://np.localhost"),
        ("http://127.8.8.8/", {}, "http://127.8.8.8"),
        ("http://[::1]:80/x", {}, "http://[::1]/x"),
    ],
)
def test_a_server_is_a_member_a_name_or_a_url(server, environ, url):
    assert resolve_server(server, environ) == url


@pytest.mark.parametrize(
    "server",
    [
        "",
        "staging",
        "api.novapost.com",
        "ftp://api.example",
        "https://",
        "http://api.example",
        "http://localhost.example",
        "http://10.0.0.1",
        "https://user:word@api.example",
        "https://api.example/?apiKey=abcdef",
        "https://api.example/#x",
        "https://api.example:port",
        "https://[",
        "https://api.example/\x00",
    ],
)
def test_anything_else_is_refused_without_showing_a_secret(server):
    with pytest.raises(ConfigurationError) as caught:
        resolve_server(server, {})

    assert "word" not in str(caught.value)
    assert "abcdef" not in str(caught.value)
    assert "\n" not in str(caught.value)


def test_urls_have_no_trailing_slash():
    assert [server.url[-1] for server in Server] == ["0"] * len(Server)
