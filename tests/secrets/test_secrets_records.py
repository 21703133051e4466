"""Keys and tokens that nothing shows by accident."""

import base64
import copy
import json
import logging
import pickle
from urllib.parse import quote

import attrs
import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from novapost_auth._secrets import Secret, record_request, redacting, scrub

VALUE = 'k3y/with+odd "chars"=é'


def test_a_secret_is_shown_on_request_alone():
    secret = Secret(VALUE)

    @attrs.frozen
    class Holder:
        secret: Secret

    shown = [
        repr(secret),
        str(secret),
        f"{secret} {secret!r} {secret:>40}",
        "%s %r" % (secret, secret),  # noqa: UP031 - what logging does
        repr({"a": [secret]}),
        repr(Holder(secret)),
        repr(attrs.asdict(Holder(secret))),
    ]
    assert not any(VALUE in text for text in shown)
    assert secret.reveal() == VALUE


def test_a_secret_has_no_dictionary_and_cannot_change():
    secret = Secret(VALUE)

    with pytest.raises(TypeError):
        vars(secret)
    with pytest.raises(AttributeError):
        secret.other = 1
    with pytest.raises(AttributeError):
        del secret.reveal


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_a_secret_cannot_be_pickled(protocol):
    with pytest.raises(TypeError, match="a Secret cannot be pickled"):
        pickle.dumps({"key": Secret(VALUE)}, protocol)
    with pytest.raises(TypeError):
        json.dumps(Secret(VALUE))


def test_secrets_compare_by_value():
    assert Secret("a") == Secret("a")
    assert Secret("a") != Secret("b")
    assert Secret("a") != "a"
    assert len({Secret("é"), Secret("é"), Secret("b")}) == 2
    assert copy.deepcopy([Secret("a")]) == [Secret("a")]
    assert copy.copy(Secret("a")) == Secret("a")
    assert not Secret("")


def test_a_redacted_url_prints_no_key_and_sends_it():
    url = redacting(httpx.URL)(f"https://user:pass@api.example/x?a=1&apiKey={quote(VALUE)}&b=2")

    for text in (str(url), repr(url), f"{url}", str(url.copy_with(host="other.example"))):
        assert "apiKey=***&b=2" in text
        assert "pass" not in text
    assert url.params["apiKey"] == VALUE
    assert quote(VALUE).encode() in url.raw_path


def test_httpx_logs_a_redacted_url(caplog):
    caplog.set_level(logging.DEBUG)
    url = redacting(httpx.URL)(f"https://api.example/x?apiKey={quote(VALUE)}")
    with httpx.Client(transport=httpx.MockTransport(lambda _: httpx.Response(200))) as client:
        request = client.build_request("GET", "https://api.example/x")
        request.url = url
        response = client.send(request)

    assert "apiKey=***" in caplog.text
    assert quote(VALUE) not in caplog.text + repr(response.request)
    assert response.request.url.raw_path == url.raw_path


def encoded(value):
    data = value.encode()
    yield value
    yield value.upper()
    yield quote(value, safe="")
    yield quote(value, safe="").lower()
    yield json.dumps(value)[1:-1]
    yield base64.b64encode(data).decode().rstrip("=")
    yield base64.b64encode(b"user:" + data + b"tail").decode()
    yield base64.urlsafe_b64encode(b"?>" + data).decode()


@given(
    st.text(st.characters(codec="ascii", exclude_categories=["Cc"]), min_size=16),
    st.integers(0, 7),
)
def test_every_form_is_scrubbed(value, form):
    text = list(encoded(value))[form]

    assert scrub(f"({text})", Secret(value)) != f"({text})"


@pytest.mark.parametrize("form", range(8))
def test_what_is_scrubbed_cannot_be_read_back(form):
    value = "0123456789abcdef0123456789abcdef"
    text = scrub(f"before {list(encoded(value))[form]} after", Secret(value))

    assert text.startswith("before ")
    assert text.endswith(" after")
    assert len(text) < len("before  after") + 20


def test_nothing_else_is_scrubbed():
    assert scrub("before key after", Secret("")) == "before key after"
    assert scrub("before key after") == "before key after"
    assert scrub("a longer", Secret("a longer one"), Secret("b")) == "a longer"
    assert scrub("one two", Secret("one one"), Secret("one two")) == "***"


@pytest.mark.parametrize("read", ["raw_path", "query", "params"])
def test_a_url_knows_whether_its_query_was_read(read):
    url = redacting(httpx.URL)("https://api.example/x?apiKey=secret&a=1")
    assert "secret" not in f"{url} {url!r}"
    assert not url.was_read
    assert "secret" in str(getattr(url, read))
    assert url.was_read
    other = url.copy_with(path="/y")
    assert not other.was_read
    assert "secret" not in f"{other} {other!r}"


def test_a_request_to_nowhere_is_recorded_as_well():
    kept = record_request(httpx.Request("GET", "/x?apiKey=secret"), [Secret("secret")])
    assert str(kept.url) == "/x?apiKey=***"
