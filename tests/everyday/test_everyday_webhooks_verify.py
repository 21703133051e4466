import http.client
import pickle
from email.message import Message

import httpx
import pytest
from starlette.datastructures import Headers as StarletteHeaders
from werkzeug.datastructures import Headers as WerkzeugHeaders

from novapost_auth import (
    ConfigurationError,
    InvalidWebhook,
    NovaPostError,
    Secret,
    WebhookEvent,
    verify_webhook,
)
from novapost_auth._everyday import webhooks

SECRET = "correct horse battery staple"
HEADERS = {"Content-Type": "application/json", "X-NP-Key": SECRET}
BODY = (
    '{"number": "SHPL0000000001", "code": "4", "codeName": "Прийнято", "new": {"a": [1]}}'.encode()
)


def message(kind):
    headers = kind()
    headers["x-np-KEY"] = SECRET
    return headers


@pytest.mark.parametrize(
    "headers",
    [
        HEADERS,
        {"x-np-key": SECRET},
        {"X-NP-KEY": SECRET},
        [("Accept", "*/*"), ("X-Np-Key", SECRET)],
        [(b"accept", b"*/*"), (b"x-np-key", SECRET.encode())],
        iter([("X-NP-Key", SECRET)]),
        [("X-NP-Key", "of a proxy"), ("X-NP-Key", SECRET)],
        StarletteHeaders(HEADERS),
        WerkzeugHeaders(HEADERS),
        httpx.Headers(HEADERS),
        message(Message),
        message(http.client.HTTPMessage),
    ],
    ids=lambda headers: type(headers).__name__,
)
def test_headers_are_taken_as_frameworks_have_them(headers):
    assert verify_webhook(headers, BODY, SECRET).number == "SHPL0000000001"


@pytest.mark.parametrize("body", [BODY, BODY.decode()], ids=["bytes", "text"])
@pytest.mark.parametrize("secret", [SECRET, Secret(SECRET), f"{SECRET}\n"], ids=repr)
def test_the_event_says_what_was_found_and_keeps_all(body, secret):
    event = verify_webhook(HEADERS, body, secret)

    assert event == WebhookEvent(
        number="SHPL0000000001",
        code="4",
        data={
            "number": "SHPL0000000001",
            "code": "4",
            "codeName": "Прийнято",
            "new": {"a": [1]},
        },
    )


@pytest.mark.parametrize(
    ("body", "number", "code"),
    [
        ('{"number": 59000000000001, "statusCode": 9}', "59000000000001", "9"),
        ('{"code": null, "statusCode": "7"}', None, "7"),
        ('{"number": true, "code": ["4"]}', None, None),
        ('{"items": [{"number": "SHPL0000000001"}]}', None, None),
        ('[{"number": "SHPL0000000001"}]', None, None),
        ("null", None, None),
        ('"ping"', None, None),
        ("{}", None, None),
    ],
)
def test_what_is_unknown_is_tolerated(body, number, code):
    event = verify_webhook(HEADERS, body, SECRET)

    assert (event.number, event.code) == (number, code)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        [],
        {"Authorization": SECRET},
        {"X-NP-Key": ""},
        {"X-NP-Key": SECRET[:-1]},
        {"X-NP-Key": SECRET + "!"},
        {"X-NP-Key": SECRET.upper()},
        {"X-NP-Key": "ключ"},
        {"X-NP-Key": "\ud800"},
        [("X-NP-Key", "one"), ("X-NP-Key", "two")],
    ],
)
@pytest.mark.parametrize("body", [BODY, b"no JSON"], ids=["good", "bad"])
def test_who_does_not_have_the_secret_is_refused(headers, body):
    with pytest.raises(InvalidWebhook, match="X-NP-Key"):
        verify_webhook(headers, body, SECRET)


def test_the_header_can_be_another():
    headers = {"X-Shop": SECRET, "X-NP-Key": "wrong"}

    assert verify_webhook(headers, BODY, SECRET, header="x-shop").code == "4"
    with pytest.raises(InvalidWebhook, match="without the header X-Other"):
        verify_webhook(headers, BODY, SECRET, header="X-Other")


def test_a_secret_need_not_be_ascii():
    secret = "ключ"
    as_decoded_by_servers = secret.encode().decode("latin-1")

    assert verify_webhook({"X-NP-Key": as_decoded_by_servers}, BODY, secret).code == "4"
    assert verify_webhook({"X-NP-Key": secret}, BODY, secret).code == "4"
    assert verify_webhook([(b"X-NP-Key", secret.encode())], BODY, secret).code == "4"


@pytest.mark.parametrize("secret", ["", " \n", Secret("")])
def test_an_empty_secret_is_refused_even_if_it_fits(secret):
    with pytest.raises(ConfigurationError, match="empty"):
        verify_webhook({"X-NP-Key": ""}, BODY, secret)


@pytest.mark.parametrize(
    "body",
    [b"", "", b"<xml/>", BODY[:-1], b'"\xff"', "[" * 100_000, "9" * 10_000],
    ids=["nothing", "no text", "xml", "half", "latin-1", "deep", "long"],
)
def test_a_body_that_is_no_json_is_refused(body):
    with pytest.raises(InvalidWebhook, match="no JSON") as caught:
        verify_webhook(HEADERS, body, SECRET)
    assert caught.value.__cause__ is None


def test_secrets_are_compared_in_constant_time(monkeypatch):
    compared = []

    class Watched:
        @staticmethod
        def compare_digest(one, other):
            compared.append((one, other))
            return one == other

    monkeypatch.setattr(webhooks, "hmac", Watched)
    headers = [("X-NP-Key", SECRET), ("X-NP-Key", "wrong")]

    verify_webhook(headers, BODY, SECRET)

    assert compared == [(SECRET.encode(), SECRET.encode()), (b"wrong", SECRET.encode())]


def test_neither_errors_nor_events_show_what_is_not_for_logs():
    with pytest.raises(InvalidWebhook) as caught:
        verify_webhook({"X-NP-Key": "sent by mallory"}, BODY, SECRET)
    event = verify_webhook(HEADERS, '{"number": "1", "phone": "380501112233"}', SECRET)

    shown = f"{caught.value!r} {caught.value} {pickle.loads(pickle.dumps(caught.value))} {event!r}"
    assert SECRET not in shown
    assert "mallory" not in shown
    assert "380501112233" not in shown
    assert repr(event) == "WebhookEvent(number='1', code=None)"


def test_an_invalid_webhook_is_an_error_of_ours():
    assert issubclass(InvalidWebhook, NovaPostError)
    assert InvalidWebhook.__module__ == "novapost_auth"
