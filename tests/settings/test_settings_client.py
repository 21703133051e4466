"""Arguments and environment."""

import ssl
import subprocess
import sys
from datetime import timedelta

import httpx
import pytest
from attrs import asdict
from fault_server import KEY

import novapost_auth as np
from novapost_auth._wire.tls import ssl_context


def client(kind):
    return np.AsyncNovaPost if kind == "async" else np.NovaPost


def key_of(api):
    return api._transport.service.secrets[0].reveal()


def test_key_and_server_from_the_environment(kind):
    environ = {"NOVAPOST_API_KEY": KEY, "NOVAPOST_SERVER": "Sandbox"}

    api = client(kind)(environ=environ)

    assert key_of(api) == KEY
    assert repr(api) == f"{client(kind).__name__}(server='https://api-stage.novapost.pl/v.1.0')"


@pytest.mark.parametrize(
    "key",
    [
        f" {KEY}",
        f"{KEY}\n",
        f"a\x00b{KEY}",
        f'"{KEY}"',
        f"'{KEY}'",
        f"\ufeff{KEY}",
        f"Bearer {KEY}",
    ],
)
def test_a_key_that_cannot_be_one_is_refused_at_once(kind, key):
    for settings in ({"api_key": key}, {"environ": {"NOVAPOST_API_KEY": key}}):
        with pytest.raises(np.ConfigurationError) as caught:
            client(kind)(**settings)
        assert KEY not in str(caught.value)


def test_arguments_come_first(kind):
    environ = {"NOVAPOST_API_KEY": "other", "NOVAPOST_SERVER": "sandbox"}

    api = client(kind)(np.Secret(KEY), server=np.Server.PRODUCTION_UA, environ=environ)

    assert key_of(api) == KEY
    assert "novaposhta.ua" in repr(api)


@pytest.mark.parametrize("environ", [{}, {"NOVAPOST_API_KEY": ""}, {"NOVAPOST_API_KEY": " \n"}])
def test_no_key_says_which_variable_to_set(kind, environ):
    with pytest.raises(np.MissingApiKey, match="NOVAPOST_API_KEY"):
        client(kind)(environ=environ)


def test_an_empty_key_is_not_looked_up(kind):
    with pytest.raises(np.MissingApiKey):
        client(kind)("", environ={"NOVAPOST_API_KEY": KEY})


@pytest.mark.parametrize(
    "settings",
    [
        {"api_key": "abc\ndef"},
        {"server": "http://api.example"},
        {"server": "https://api.example:65536"},
        {"timeout": 0},
        {"timeout": -1.0},
        {"timeout": float("nan")},
        {"language": "uk\r\nX: y"},
        {"language": "ї"},
        {"language": "ua"},
        {"language": ""},
        {"language": " "},
        {"language": 5},
        {"language": "a" * 10_000},
        {"language": "uk,"},
        {"timeout": (5, 30)},
        {"timeout": "10"},
        {"timeout": timedelta(seconds=5)},
        {"timeout": True},
        {"timeout": float("inf")},
        {"deadline": 0},
        {"deadline": "10"},
        {"deadline": float("inf")},
        {"retries": -1},
        {"retries": "3"},
        {"retries": 2.5},
        {"server": 5},
        {"server": b"https://api.novapost.com"},
        {"api_key": b"abc"},
        {"api_key": 5},
        {"clock": object()},
    ],
)
def test_settings_that_cannot_be_used(kind, settings):
    with pytest.raises(np.ConfigurationError) as caught:
        client(kind)(**{"api_key": KEY, "environ": {}, **settings})

    assert "def" not in str(caught.value)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 200


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({"language": "ua"}, "'ua' is a country; its language is 'uk'"),
        ({"language": "english"}, "'english' is no language; Ukrainian is 'uk'"),
        ({"language": "UA-ua"}, "'UA-ua' is a country; its language is 'uk'"),
        ({"deadline": 1.79e9}, "the deadline must be a span of time, not 1790000000.0"),
        ({"timeout": (5, 30)}, r"httpx\.Timeout\(30, connect=5\), not \(5, 30\)"),
        ({"retries": -1}, "retries must be a number of repetitions from 0, .* not -1"),
        ({"server": 5}, "the server must be .* not 5"),
        ({"server": "sandbx"}, r"an https URL\. Did you mean SANDBOX\?$"),
        ({"server": "https://api.novaposhta.ua/v2.0/json/"}, "is the API 2.0; this client"),
        ({"server": "production-au"}, r"an https URL\. Did you mean PRODUCTION_UA\?$"),
        *(
            ({"server": name}, rf"Did you mean {meant}\?$")
            for name, meant in (
                ("prod", "PRODUCTION"),
                (" Prod ", "PRODUCTION"),
                ("live-production", "PRODUCTION"),
                ("ua", "PRODUCTION_UA"),
                ("sand", "SANDBOX"),
                ("box-com", "SANDBOX_COM"),
            )
        ),
        ({"environ": {"NOVAPOST_SERVER": "prod"}}, r"^NOVAPOST_SERVER: the .* mean PRODUCTION\?$"),
        ({"environ": {"NOVAPOST_SERVER": "http://a.example"}}, r"^NOVAPOST_SERVER: .* over https"),
        ({"server": "x"}, "an https URL$"),
        ({"server": ""}, "an https URL$"),
        ({"server": KEY}, "an https URL$"),
        ({"server": "api.novapost.com"}, "an https URL; a URL begins with https://, on this ma"),
        ({"server": "localhost:8080/v.1.0"}, "; a URL begins with .* with http://, and has"),
        ({"api_key": f'"{KEY}"'}, "quotation marks"),
        ({"api_key": f"‘{KEY}’"}, "quotation marks"),
        ({"api_key": f'{{"apiKey":"{KEY}"}}'}, "an object of JSON"),
        ({"api_key": f"NOVAPOST_API_KEY={KEY}"}, "a name in front, as in NAME=key"),
        ({"api_key": f"export NOVAPOST_API_KEY={KEY}\n"}, "a name in front"),
        ({"api_key": f"$env:KEY = '{KEY}'"}, "a name in front"),
        ({"api_key": f"api_key: {KEY}"}, "a name in front"),
        ({"api_key": f"apiKey={KEY}="}, "a name in front"),
        ({"api_key": f"\ufeff{KEY}"}, "byte order mark"),
        ({"api_key": f"\u0421{KEY}"}, "none of A to Z, though it may look like one"),  # Cyrillic
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(kind, settings, says):
    with pytest.raises(np.ConfigurationError, match=says) as caught:
        client(kind)(**{"api_key": KEY, "environ": {}, **settings})
    assert KEY not in str(caught.value)


@pytest.mark.parametrize(
    "key",
    [
        *(KEY, "YWJjZGVm=", "YWJjZA==", "YWI=.YWJj=.YQ==", "YWJjZA==:YWJj", "a1:b2"),
        *("a.b-c_d~e+f/g", "{1b671a64-40d5-491e-99b0-da01ff1f3341}"),
    ],
)
def test_keys_of_any_make_are_taken_as_they_are(kind, key):
    assert key_of(client(kind)(key, environ={})) == key


@pytest.mark.parametrize("language", ["uk", "uk-UA", "en, uk;q=0.5, *;q=0.1", "*", "zh-Hant-TW"])
def test_languages_as_they_may_be_asked_for(kind, language):
    service = client(kind)(KEY, language=language, environ={})._transport.service
    assert service.headers["Accept-Language"] == language


def test_timeouts(kind):
    def timeout(value):
        return asdict(client(kind)(KEY, timeout=value, environ={})._transport.service.times)

    assert timeout(30.0) == timeout(httpx.Timeout(30.0, connect=5.0))
    assert timeout(2) == timeout(httpx.Timeout(2))
    assert timeout(None) == timeout(httpx.Timeout(None))
    apart = timeout(httpx.Timeout(1, pool=9, connect=2, write=3))
    assert apart == {"room": 9, "connect": 2, "send": 3, "silence": 1, "body": None}


def test_clients_share_what_is_slow_to_make(serve, drive, monkeypatch):
    made, real = [], ssl.create_default_context
    monkeypatch.setattr(
        ssl, "create_default_context", lambda **settings: made.append(1) or real(**settings)
    )
    ssl_context.cache_clear()
    for _ in range(2):
        drive(serve()).do(lambda api: api.request("GET", "/x"))
        ssl_context()
    ssl_context.cache_clear()

    assert made == [1]


def test_importing_costs_next_to_nothing():
    """A program pays for what it uses: names come when they are asked for."""
    code = """
import sys, novapost_auth
def models():
    return [name for name in sys.modules if name.startswith("novapost_client.models.")]
print("httpx" in sys.modules, models())
from novapost_auth import NovaPost, AsyncNovaPost
dear = {"asyncio", "redis", "filelock", "trio", "h11", "http.client", "novapost_auth.testing"}
print(models(), dear & set(sys.modules))
with NovaPost("0" * 32, environ={}):
    print("httpx" in sys.modules)
"""

    out = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)

    assert out.stdout.splitlines() == ["False []", "[] set()", "False"]
