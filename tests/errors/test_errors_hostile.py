"""Bodies nobody expects: they may say little, but they never break the mapping."""

import gzip
import json

import httpx
from hypothesis import given, settings
from hypothesis import strategies as st

from novapost_auth._errors import ApiError, ServerError, ValidationError, error_from_response

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner)
        | st.dictionaries(
            st.text() | st.sampled_from(["errors", "error", "message", "errorMessage", "a.0.b"]),
            inner,
        )
    ),
)
TYPES = st.sampled_from(
    ["application/json", "text/html; charset=klingon", "image/png", "", "text/plain;charset=utf-16"]
)


def check(found):
    assert isinstance(found, ApiError)
    assert str(found).isprintable()
    assert len(str(found)) < 600
    assert all(isinstance(field, str) for field in found.errors)
    assert all(isinstance(text, str) for texts in found.errors.values() for text in texts)
    assert all(isinstance(code, str) for code in found.codes)
    assert sum(map(len, found.errors.values())) <= 200


@settings(deadline=None)
@given(st.integers(400, 599), JSON, TYPES)
def test_any_json(status, body, content_type):
    content = json.dumps(body).encode()
    check(
        error_from_response(
            httpx.Response(status, content=content, headers={"Content-Type": content_type})
        )
    )


@settings(deadline=None)
@given(st.integers(400, 599), st.binary(), TYPES)
def test_any_bytes(status, content, content_type):
    check(
        error_from_response(
            httpx.Response(status, content=content, headers={"Content-Type": content_type})
        )
    )


@settings(deadline=None)
@given(JSON, st.data())
def test_truncated_json(body, data):
    whole = json.dumps({"errors": body}).encode()
    content = whole[: data.draw(st.integers(0, len(whole)))]
    check(error_from_response(httpx.Response(500, content=content)))


@settings(deadline=None)
@given(st.text(st.characters(max_codepoint=255), max_size=40))
def test_any_header(text):
    try:
        headers = httpx.Headers({"Retry-After": text, "Date": text, "X-Request-Id": text})
    except UnicodeEncodeError:
        return
    found = error_from_response(httpx.Response(503, headers=headers))
    assert found.retry_after is None or 0 <= found.retry_after <= 86_400


def test_ten_megabytes_leave_a_short_line():
    for content in (
        b"x" * 10_000_000,
        b"<p>" + b"<" * 10_000_000,
        json.dumps({"errors": {"a": "y" * 10_000_000}}).encode(),
        json.dumps({"errors": {f"field{n}": "y" for n in range(100_000)}}).encode(),
        json.dumps({"errors": {"k" * 1_000_000: "y"}}).encode(),
    ):
        check(error_from_response(httpx.Response(500, content=content)))


def test_nesting_without_end():
    for content in (
        b"[" * 1_000_000,
        b'{"errors":' * 100_000,
        b"[" * 900 + b"1" + b"]" * 900,
        b'{"errors":' * 300 + b'"deep"' + b"}" * 300,
    ):
        check(error_from_response(httpx.Response(500, content=content)))


def test_numbers_without_end():
    check(error_from_response(httpx.Response(500, content=b'{"message": ' + b"9" * 5_000 + b"}")))


def test_compressed_bodies_are_read():
    body = gzip.compress(b'{"message": "no"}')
    response = httpx.Response(422, content=body, headers={"Content-Encoding": "gzip"})

    found = error_from_response(response)

    assert isinstance(found, ValidationError)
    assert found.message == "no"
    assert found.response.json() == {"message": "no"}


def test_a_body_that_was_never_read_is_no_trouble():
    response = httpx.Response(500, stream=httpx.ByteStream(b"unread"))

    found = error_from_response(response)

    assert isinstance(found, ServerError)
    assert str(found) == "500 Internal Server Error"


def test_headers_need_not_be_ascii():
    headers = [(b"X-Odd", b"\xff\xfe"), (b"Set-Cookie", "ї=1".encode())]
    found = error_from_response(httpx.Response(500, headers=headers))

    assert found.response.headers.raw == headers
