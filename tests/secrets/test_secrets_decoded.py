"""A key or token that is repeated is not readable, however it is written and whoever decodes it."""

import base64
import html
import json
import logging
import re
from contextlib import suppress
from urllib.parse import quote, unquote

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from secret_readings import KEY, TOKEN, readable, readings
from surfaces import fields

from novapost_auth import NovaPost, NovaPostError
from novapost_auth._errors import error_from_response
from novapost_auth._secrets import MASK, Secret, scrub
from novapost_auth._secrets.decodings import TooMany, views
from novapost_auth._secrets.scrub import _Sought


def each(form):
    return lambda text: "".join(form(char) for char in text)


def in_turn(*forms):
    return lambda text: "".join(forms[i % len(forms)](char) for i, char in enumerate(text))


def as_bytes(codec):
    return lambda text: text.encode(codec).decode("latin-1")


def b64(before=b"", after=b""):
    return lambda text: base64.b64encode(before + text.encode() + after).decode()


def cut(size, join):
    return lambda text: join(text[i : i + size] for i in range(0, len(text), size))


def utf7_of(char):
    return "+" + base64.b64encode(char.encode("utf-16-be")).decode().rstrip("=") + "-"


FORMS = {
    "as it is": str,
    "in capitals": str.upper,
    "JSON": each(lambda c: f"\\u{ord(c):04x}"),
    "JSON, in part": in_turn(lambda c: f"\\u{ord(c):04X}", str),
    "JSON, slashes": lambda text: text.replace("/", "\\/"),
    "a string's repr": each(lambda c: f"\\x{ord(c):02x}"),
    "octal": each(lambda c: f"\\{ord(c):03o}"),
    "percent": each(lambda c: f"%{ord(c):02x}"),
    "percent, in part": in_turn(str, lambda c: f"%{ord(c):02X}", str),
    "percent, twice": each(lambda c: f"%25{ord(c):02x}"),
    "percent, of browsers": each(lambda c: f"%u{ord(c):04x}"),
    "entities, decimal": each(lambda c: f"&#{ord(c)};"),
    "entities, with zeros": each(lambda c: f"&#{ord(c):07d};"),
    "entities, hexadecimal": each(lambda c: f"&#x{ord(c):X};"),
    "entities, twice": each(lambda c: f"&amp;#{ord(c)};"),
    "entities of percent": each(lambda c: f"&percnt;{ord(c):02x}"),
    "everything by turns": in_turn(
        str,
        lambda c: f"\\u{ord(c):04x}",
        lambda c: f"%{ord(c):02X}",
        lambda c: f"&#{ord(c)};",
        lambda c: f"%25{ord(c):02x}",
        lambda c: f"&#x{ord(c):x};",
    ),
    "UTF-16, little end first": as_bytes("utf-16-le"),
    "UTF-16, big end first": as_bytes("utf-16-be"),
    "UTF-16 with its mark": as_bytes("utf-16"),
    "UTF-32": as_bytes("utf-32"),
    "UTF-32, big end first": as_bytes("utf-32-be"),
    "UTF-7": lambda text: (
        "+" + base64.b64encode(text.encode("utf-16-be")).decode().rstrip("=") + "-"
    ),
    "UTF-7, in part": in_turn(str, utf7_of),
    "base64": b64(),
    "base64, shifted by one": b64(b"x"),
    "base64, shifted by two": b64(b"xy"),
    "base64 without padding": lambda text: b64(b"", b"z")(text).rstrip("="),
    "base64 for URLs": lambda text: base64.urlsafe_b64encode(b"?>" + text.encode()).decode(),
    "base64, twice": lambda text: b64()(b64()(text)),
    "base64 of JSON": lambda text: b64()(json.dumps({"key": text})),
    "base64 in lines": lambda text: base64.encodebytes(b"-" * 70 + text.encode()).decode(),
    "base64 in a URL": lambda text: quote(b64(b"\xff\xfe")(text), safe=""),
    "Basic, as the name": lambda text: "Basic " + b64(b"", b":")(text),
    "Basic, as the password": lambda text: "Basic " + b64(b"user:")(text),
    "base32": lambda text: base64.b32encode(text.encode()).decode(),
    "base32, shifted": lambda text: base64.b32encode(b"xyz" + text.encode()).decode().lower(),
    "wide letters": each(lambda c: chr(ord(c) + 0xFEE0)),
    "bold letters": each(lambda c: chr(0x1D400 + ord(c) - 97 + 26) if c.islower() else c),
    "hexadecimal": lambda text: text.encode().hex(),
    "hexadecimal, spaced": lambda text: text.encode().hex(" ").upper(),
    "hexadecimal of C": lambda text: ", ".join(hex(byte) for byte in text.encode()),
    "numbers": lambda text: json.dumps(list(text.encode())),
    "quoted-printable": each(lambda c: f"={ord(c):02X}"),
    "quoted-printable, broken": cut(20, "=\r\n".join),
    "a UUID": cut(4, "-".join),
    "with breaks for browsers": cut(4, "<wbr>".join),
    "with zero width": cut(1, "\u200b".join),
    "over fields": cut(4, lambda parts: json.dumps({f"f{i}": p for i, p in enumerate(parts)})),
    "over names": cut(4, lambda parts: json.dumps(dict.fromkeys(parts, True))),
    "over a list": cut(2, lambda parts: json.dumps(list(parts))),
    "over two fields": lambda text: json.dumps(
        {"a": f"it is {text[:16]}", "b": f"and {text[16:]}"}
    ),
}
PLACES = {
    "alone": "{}",
    "in a sentence": "before {} after",
    "within words": "xyz{}zyx",
    "in HTML": "<html><body><p>the key {} is wrong</p></body></html>",
}


@pytest.mark.parametrize("secret", [KEY, TOKEN], ids=["key", "token"])
@pytest.mark.parametrize("form", FORMS)
def test_what_is_repeated_is_not_readable(form, secret):
    for place in PLACES.values():
        text = place.replace("{}", FORMS[form](secret))
        clean = scrub(text, Secret(secret))
        assert "*" in clean
        assert readable(clean, secret) == []
        before, _, after = place.partition("{}")
        assert clean.startswith(before[:-3])
        assert clean.endswith(after[3:])


# Written so, it is not known for a token.
UNLIKE_ONE = ("in capitals", "a UUID", "over two fields", "with zero width")


@pytest.mark.parametrize("form", [form for form in FORMS if form not in UNLIKE_ONE])
def test_a_token_that_nobody_knows_is_not_readable_either(form):
    assert readable(scrub(f"({FORMS[form](TOKEN)})"), TOKEN.split(".")[2]) == []


SEVERAL = ("in capitals", "percent, twice", "entities, twice", "everything by turns")


@pytest.mark.parametrize("outer", ["JSON", "percent", "base64"])
@pytest.mark.parametrize("inner", [form for form in FORMS if form not in SEVERAL])
def test_one_form_within_another(inner, outer):
    text = FORMS[outer](FORMS[inner](KEY))
    assert readable(scrub(text, Secret(KEY)), KEY) == []


def bodies():
    for name, form in FORMS.items():
        text = form(KEY)
        yield f"{name}, JSON", f'{{"errors": {{"apiKey": "no: {text}", "other": "fine"}}}}'
        yield f"{name}, HTML", f"<html><title>no: {text}</title></html>"
        if text.startswith(("{", "[")):
            yield f"{name}, whole", f'{{"errors": {text}, "message": "no"}}'


def everything(error):
    """Return all that an error says of itself, and the answer in it in every charset."""
    answer = error.response
    yield from (str(error), repr(error), error.message, repr(error.errors), repr(error.args))
    yield from (*error.__notes__, repr(error.codes), str(error.request_id), answer.text)
    yield from (repr(answer), repr(answer.headers), str(answer.headers.raw), str(answer.url))
    for charset in (
        "latin-1",
        "utf-8",
        "utf-16-le",
        "utf-16-be",
        "utf-32-le",
        "utf-32-be",
        "cp037",
    ):
        yield answer.content.decode(charset, "replace")


@pytest.mark.parametrize(("body"), [pytest.param(body, id=name) for name, body in bodies()])
def test_an_error_shows_nothing_of_it(body):
    request = httpx.Request("GET", "https://api.example/x")
    for headers in ({}, {"Content-Type": "text/html; charset=utf-7"}, {"X-Request-Id": body}):
        raw = [
            (name.encode(), value.encode("latin-1", "replace")) for name, value in headers.items()
        ]
        content = body.encode("latin-1", "replace")
        answer = httpx.Response(422, headers=raw, content=content, request=request)
        error = error_from_response(answer, secrets=(Secret(KEY),))
        for text in everything(error):
            assert readable(text, KEY) == []


@pytest.mark.parametrize("form", ["as it is", "percent", "base64", "a UUID"])
def test_nor_does_what_was_asked(form):
    text = FORMS[form](KEY)
    url = f"https://api.example/x/{text}/y?q={text}"
    request = httpx.Request("GET", url, headers={"X-Shop": text, "Referer": f"/{text}"})
    error = error_from_response(httpx.Response(404, request=request), secrets=(Secret(KEY),))
    kept = error.response.request
    for shown in (*everything(error), str(kept.url), repr(kept), str(kept.headers.raw)):
        assert readable(shown, KEY) == []
    assert str(kept.url).startswith("https://api.example/")


@pytest.mark.parametrize(
    "charset", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-7", "cp037"]
)
@pytest.mark.parametrize("body", ['{"message": "no: %s"}', "<title>no: %s</title>"])
def test_nor_does_one_in_another_charset(charset, body):
    content = (body % KEY).encode(charset)
    headers = {"Content-Type": f"text/plain; charset={charset}"}
    answer = httpx.Response(422, headers=headers, content=content)
    error = error_from_response(answer, secrets=(Secret(KEY),))
    for text in (
        str(error),
        error.response.text,
        error.response.content.decode(charset, "replace"),
    ):
        assert readable(text, KEY) == []
    assert "no: " in str(error)


@pytest.mark.parametrize("form", ["JSON", "UTF-7", "base64", "over fields", "everything by turns"])
def test_nor_do_logs_of_bodies(form, caplog):
    caplog.set_level(logging.DEBUG, "novapost")
    caplog.set_level(logging.DEBUG, "novapost.bodies")
    whole = FORMS[form](KEY)
    body = whole if whole.startswith("{") else f'{{"info": "{whole}"}}'

    def answer(request):
        if request.url.path.endswith("/clients/authorization"):
            return httpx.Response(200, json={"jwt": TOKEN})
        return httpx.Response(422, content=body.encode())

    with (
        NovaPost(KEY, transport=httpx.MockTransport(answer), environ={}) as novapost,
        pytest.raises(NovaPostError) as caught,
    ):
        novapost.request("GET", "/x", params={"a": 1})
    assert "received" in caplog.text
    assert readable(caplog.text + str(caught.value), KEY, TOKEN) == []


ORDINARY = [
    "The weight must be above zero; see https://api.novapost.com/docs?page=2&limit=10%20",
    '{"errors": {"parcels.0.cargoCategory": "shipment_was_refused", "phone": "+380501234567"}}',
    "Невірний номер відправлення: SHPL6145344878, 2026-11-28T17:38:51+02:00",
    "0123456789abcdef0123456789abcdef is its name, d41d8cd98f00b204e9800998ecf8427e",
    "<html><title>502 Bad Gateway</title><body>nginx/1.25.3 &mdash; caf&eacute;</body></html>",
    base64.b64encode(b"%PDF-1.7 a document that is of no interest to anyone").decode(),
    "internationalization_of_shipments+and=parcels&so on",
]


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_texts_stay_as_they_are(text):
    assert scrub(text, Secret(KEY), Secret(TOKEN)) == text


@given(st.text(), st.text(st.characters(codec="ascii", categories=["L", "N"]), min_size=20))
def test_no_text_is_changed_that_has_nothing_of_it(text, secret):
    if not readable(text, secret) and "eyJ" not in "".join(readings(text)) and MASK not in text:
        assert scrub(text, Secret(secret)) == text


@given(st.binary(max_size=300))
def test_any_bytes_can_be_looked_through(data):
    text = data.decode("latin-1") + KEY
    assert KEY not in scrub(text, Secret(KEY))


def test_what_can_be_read_in_too_many_ways_is_not_shown(monkeypatch):
    monkeypatch.setattr("novapost_auth._secrets.decodings._MOST", 3)
    assert scrub('{"a": "one \\u0041 two %41 three &#65;"}', Secret(KEY)) == MASK


def test_a_long_text_is_not_looked_at_in_all_of_many_ways():
    """No time limit of a call reaches that, nor do other calls of an event loop."""
    odd = '"na%61me =41": "va +AGE- <b> \uff46 &#97; \\u0061 lue", '
    text, looked_at = odd * (255_000 // len(odd)), 0

    with suppress(TooMany):
        for view in views(text):
            looked_at += len(view.text)

    assert looked_at < 5_000_000
    assert scrub(text, Secret(KEY)) == MASK
    assert scrub("word " * 50_000 + KEY, Secret(KEY)) == "word " * 50_000 + MASK


@pytest.mark.parametrize("outer", ["JSON", "percent", "entities, decimal"])
@pytest.mark.parametrize("times", [3, 4, 5, 7])
def test_however_often_it_is_escaped(outer, times):
    text = FORMS["JSON"](KEY)
    for _ in range(times):
        text = json.dumps(text) if outer == "JSON" else re.sub(r"[\\%&]", FORM_OF[outer], text)
    assert text != scrub(f"no: {text}", Secret(KEY))
    assert readable(undone(scrub(f"no: {text}", Secret(KEY)), times + 1), KEY) == []


FORM_OF = {
    "percent": lambda m: f"%{ord(m[0]):02x}",
    "entities, decimal": lambda m: f"&#{ord(m[0])};",
}


def undone(text, times):
    """Undo all that the escapes above do, so often."""
    for _ in range(times):
        text = html.unescape(unquote(text)).replace("\\\\", "\\").replace('\\"', '"')
    return text


@pytest.mark.parametrize("secret", [KEY, TOKEN, "k3y-7"])
def test_what_looks_for_a_secret_shows_nothing_of_it(secret):
    """An interrupt may end a traceback in it, whose variables somebody prints."""
    sought = _Sought(Secret(secret))
    text = f"{sought!r} {[*fields(sought)]!r}".lower()
    assert secret.lower() not in text
    assert readable(text, secret) == []
