"""What frameworks and strangers pass as a webhook: verified or refused, and nothing else."""

import contextlib
import email.message
import json
import traceback

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from novapost_auth import ConfigurationError, InvalidWebhook, Secret, verify_webhook

SECRET = "s3cret"
BODY = json.dumps({"number": "SHPL1", "statusCode": 9}).encode()


def message():
    headers = email.message.Message()
    headers["x-np-key"] = SECRET
    return headers


@pytest.mark.parametrize(
    "headers",
    [
        {"X-NP-Key": SECRET},
        {"x-np-key": SECRET, "x-other": None},
        {"X-NP-KEY": [SECRET]},  # AWS, multiValueHeaders
        {"X-NP-Key": ("other", SECRET)},
        {"X-NP-Key": [None, SECRET.encode()]},
        {"X-NP-Key": SECRET.encode(), 7: object()},
        {b"x-np-key": [SECRET.encode()]},
        {"X-NP-Key": f"  {SECRET} "},
        {"HTTP_X_NP_KEY": SECRET, "wsgi.input": object()},  # WSGI, Django's META
        [(b"x-np-key", SECRET.encode())],  # ASGI
        [["X-NP-Key", "other"], ["X-NP-Key", SECRET]],
        iter([("X-NP-Key", SECRET)]),
        httpx.Headers({"X-NP-Key": SECRET}),
        message(),
    ],
)
def test_headers_as_frameworks_have_them(headers):
    event = verify_webhook(headers, BODY, Secret(SECRET))
    assert (event.number, event.code) == ("SHPL1", "9")


@pytest.mark.parametrize("secret", ["токен", "é", "naïve", "a b"])
@pytest.mark.parametrize(
    "sent",
    [
        lambda secret: secret,
        lambda secret: secret.encode(),
        lambda secret: secret.encode().decode("latin-1"),
        lambda secret: f" {secret} ",
    ],
)
def test_secrets_of_any_alphabet(secret, sent):
    assert verify_webhook({"X-NP-Key": sent(secret)}, BODY, secret).number == "SHPL1"
    with pytest.raises(InvalidWebhook):
        verify_webhook({"X-NP-Key": sent(secret + "x")}, BODY, secret)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"X-NP-Key": None},
        {"X-NP-Key": []},
        {"X-NP-Key": [[SECRET]]},
        {"X-NP-Key": {SECRET: 1}},
        {"X-NP-Key": 1},
        {"X-NP-Key": ""},
        {"": SECRET},
        {None: SECRET},
    ],
)
def test_headers_without_it_are_refused(headers):
    with pytest.raises(InvalidWebhook):
        verify_webhook(headers, BODY, SECRET)


@pytest.mark.parametrize(
    "body",
    [None, b"", "", b"x", "\ud800", b"[" * 100_000, b"1" * 10_000, "eyJ9"],
)
def test_bodies_that_are_no_json_are_refused(body):
    with pytest.raises(InvalidWebhook):
        verify_webhook({"X-NP-Key": SECRET}, body, SECRET)


@pytest.mark.parametrize(
    "body",
    [
        BODY.decode(),
        b"\xef\xbb\xbf" + BODY,
        "\ufeff" + BODY.decode(),
        bytearray(BODY),
        memoryview(BODY),
        BODY.decode().encode("utf-16"),
    ],
)
def test_bodies_in_any_form_of_text(body):
    assert verify_webhook({"X-NP-Key": SECRET}, body, SECRET).number == "SHPL1"


def test_a_code_that_comes_as_a_number_is_text():
    body = b'{"number": 20450000000001, "code": 9.0}'
    event = verify_webhook({"X-NP-Key": SECRET}, body, SECRET)
    assert (event.number, event.code) == ("20450000000001", "9")


@pytest.mark.parametrize("secret", [None, "", " ", 7, b"s3cret", Secret("")])
def test_a_secret_that_is_none_is_a_mistake_of_ours(secret):
    with pytest.raises(ConfigurationError):
        verify_webhook({"X-NP-Key": SECRET}, BODY, secret)
    with pytest.raises(ConfigurationError):
        verify_webhook({"X-NP-Key": SECRET}, BODY, SECRET, header="")


@pytest.mark.parametrize("body", [{}, {"number": "A"}, [BODY], 7])
def test_a_body_that_has_been_read_is_a_mistake_of_ours(body):
    for secret in (SECRET, "another"):
        with pytest.raises(ConfigurationError, match="as it came, in bytes or as text, not"):
            verify_webhook({"X-NP-Key": SECRET}, body, secret)


@pytest.mark.parametrize(
    "headers",
    [
        None,
        7,
        BODY,
        BODY.decode(),
        "X-NP-Key: s3cret",
        ["X-NP-Key"],
        [("X-NP-Key", SECRET, "more")],
        [None],
        object(),
    ],
    ids=lambda headers: type(headers).__name__,
)
@pytest.mark.parametrize("secret", [SECRET, "another"])
def test_headers_that_are_none_are_a_mistake_of_ours(headers, secret):
    """Who handles ``InvalidWebhook`` would answer the sender with a 401, and look for nothing."""
    with pytest.raises(
        ConfigurationError, match="the headers must be a mapping or pairs"
    ) as caught:
        verify_webhook(headers, BODY, secret)
    assert SECRET not in str(caught.value)
    for frame, _ in traceback.walk_tb(caught.value.__traceback__.tb_next):
        assert frame.f_locals.get("headers", ()) == ()


@pytest.mark.parametrize("header", [None, 7, b"X-NP-Key", {"X-NP-Key": SECRET}, ["X-NP-Key"]])
def test_a_name_of_the_header_that_is_no_text_is_a_mistake_of_ours(header):
    with pytest.raises(ConfigurationError, match="must be text, not") as caught:
        verify_webhook({"X-NP-Key": SECRET}, BODY, SECRET, header=header)
    assert SECRET not in str(caught.value)


@pytest.mark.parametrize("headers", [{"number": "A"}, {"X-NP-Key": "short"}, BODY])
def test_nothing_of_what_is_passed_for_a_body_is_told(headers):
    """It has names and telephones in it; or, where the two were swapped, the secret."""
    with pytest.raises((ConfigurationError, InvalidWebhook)) as caught:
        verify_webhook(headers, {"X-NP-Key": "short"}, "short")
    assert "short" not in str(caught.value)
    for frame, _ in traceback.walk_tb(caught.value.__traceback__.tb_next):
        assert frame.f_locals.get("headers") in (None, ())


ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.binary() | st.just(SECRET),
    lambda inner: st.lists(inner) | st.dictionaries(st.text() | st.just("X-NP-Key"), inner),
)


@given(ANY, ANY)
def test_nothing_else_is_raised(headers, body):
    with contextlib.suppress(InvalidWebhook, ConfigurationError):
        verify_webhook(headers, body, SECRET)
