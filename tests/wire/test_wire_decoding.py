"""Bodies and headers in odd forms: read right, or an error of ours."""

import gzip
import json
import zlib

import httpx
import pytest
from fault_server import jwt

import novapost_auth as np
from novapost_auth._wire import Decoder

PAGE = {"items": [], "total": 7, "note": "їжак"}
TEXT = json.dumps(PAGE, ensure_ascii=False).encode()


def deflate(data, bits=15):
    packer = zlib.compressobj(9, zlib.DEFLATED, bits)
    return packer.compress(data) + packer.flush()


def answering(body=TEXT, *headers, status=200):
    def fault(connection):
        lines = [f"HTTP/1.1 {status} X".encode(), b"Content-Length: %d" % len(body)]
        lines += [header if isinstance(header, bytes) else header.encode() for header in headers]
        connection.send(b"\r\n".join([*lines, b"", b""]) + body)

    return fault


def in_chunks(*chunks, header):
    def fault(connection):
        lines = ["HTTP/1.1 200 X", "Transfer-Encoding: chunked", header]
        connection.send("\r\n".join([*lines, "", ""]))
        for chunk in (*chunks, b""):
            connection.send(b"%x\r\n%s\r\n" % (len(chunk), chunk))

    return fault


def total(driver):
    return driver.do(lambda api: api.divisions.find()).total


READ = {
    "no content type": answering(),
    "an unknown charset": answering(TEXT, "Content-Type: application/json; charset=klingon"),
    "a charset that is no text": answering(TEXT, "Content-Type: application/json; charset=zip"),
    "charset=idna": answering(TEXT, "Content-Type: application/json; charset=idna"),
    "charset=hex": answering(TEXT, "Content-Type: application/json; charset=hex"),
    "charset=punycode": answering(TEXT, "Content-Type: application/json; charset=punycode"),
    "charset=undefined": answering(TEXT, "Content-Type: application/json; charset=undefined"),
    "a charset of 60,000 letters": answering(
        TEXT, f"Content-Type: application/json; charset={'x' * 60_000}"
    ),
    "two charsets": answering(TEXT, "Content-Type: application/json; charset=utf-8,gbk"),
    "a header that is Latin-2": answering(TEXT, "X-Place: Łódź".encode("iso-8859-2")),
    "a header that is UTF-8": answering(TEXT, "X-Place: Київ".encode()),
    "a content type that is not ASCII": answering(TEXT, b"Content-Type: \xff\xfe/json"),
    "a byte order mark": answering(b"\xef\xbb\xbf" + TEXT),
    "gzip": answering(gzip.compress(TEXT), "Content-Encoding: gzip"),
    "GZIP": answering(gzip.compress(TEXT), "Content-Encoding: GZIP"),
    "two members of gzip": answering(
        gzip.compress(TEXT[:9]) + gzip.compress(TEXT[9:]), "Content-Encoding: gzip"
    ),
    "three members, one empty": answering(
        gzip.compress(TEXT[:9]) + gzip.compress(b"") + gzip.compress(TEXT[9:]),
        "Content-Encoding: gzip",
    ),
    "gzip, padded": answering(gzip.compress(TEXT) + b"\0" * 9, "Content-Encoding: gzip"),
    "deflate of zlib": answering(deflate(TEXT), "Content-Encoding: deflate"),
    "raw deflate": answering(deflate(TEXT, -15), "Content-Encoding: deflate"),
    "raw deflate, a byte first": in_chunks(
        deflate(TEXT, -15)[:1], deflate(TEXT, -15)[1:], header="Content-Encoding: deflate"
    ),
    "deflate of zlib, a byte first": in_chunks(
        deflate(TEXT)[:1], deflate(TEXT)[1:], header="Content-Encoding: deflate"
    ),
    "identity": answering(TEXT, "Content-Encoding: identity"),
    "an empty content encoding": answering(TEXT, "Content-Encoding: "),
    "gzip twice": answering(gzip.compress(gzip.compress(TEXT)), "Content-Encoding: gzip, gzip"),
    "gzip twice, of much that is alike": answering(
        gzip.compress(gzip.compress(TEXT + b" " * 30_000_000)), "Content-Encoding: gzip, gzip"
    ),
    "deflate, then gzip": answering(
        gzip.compress(deflate(TEXT)), "Content-Encoding: deflate", "Content-Encoding: gzip"
    ),
    "identity, then gzip": answering(gzip.compress(TEXT), "Content-Encoding: identity, gzip"),
}
# Read right, or an error of ours; never something else, never in silence something less.
EITHER = {
    "an empty gzip": answering(b"", "Content-Encoding: gzip"),
    "x-gzip": answering(gzip.compress(TEXT), "Content-Encoding: x-gzip"),
    "a charset with a control character": answering(
        TEXT, b"Content-Type: application/json; charset=utf\x0b8"
    ),
    "an unknown encoding": answering(TEXT, "Content-Encoding: zap"),
    "an unknown encoding of bytes": answering(b"\x01\x02\x03", "Content-Encoding: zap"),
    "br": answering(b"\x0b\x02\x80{}\x03", "Content-Encoding: br"),
    "zstd": answering(b"\x28\xb5\x2f\xfd", "Content-Encoding: zstd"),
    "an encoding that is not ASCII": answering(TEXT, b"Content-Encoding: g\xffzip"),
    "gzip 50 times": answering(TEXT, "Content-Encoding: " + ", ".join(["gzip"] * 50)),
    "UTF-16": answering(
        json.dumps(PAGE).encode("utf-16"), "Content-Type: application/json; charset=utf-16"
    ),
    "latin-1 that says so": answering(
        b'{"items": [], "total": 7, "note": "\xe9"}',
        "Content-Type: application/json; charset=iso-8859-1",
    ),
    "two lengths that are equal": answering(TEXT, f"Content-Length: {len(TEXT)}"),
    "a reason that is not ASCII": lambda connection: connection.send(
        b"HTTP/1.1 200 \xd0\x93\xd0\xb0\r\nContent-Length: %d\r\n\r\n%s" % (len(TEXT), TEXT)
    ),
    "a header of 70,000 bytes": answering(TEXT, "X-Long: " + "y" * 70_000),
    "a thousand headers": answering(TEXT, *["X-Odd: y"] * 1000),
}
BROKEN = {
    "gzip cut short": answering(gzip.compress(TEXT)[:-9], "Content-Encoding: gzip"),
    "gzip without its last byte": answering(gzip.compress(TEXT)[:-1], "Content-Encoding: gzip"),
    "gzip without its checksum": answering(gzip.compress(TEXT)[:-8], "Content-Encoding: gzip"),
    "gzip of a wrong checksum": answering(
        gzip.compress(TEXT)[:-8] + b"\0" * 8, "Content-Encoding: gzip"
    ),
    "the second member cut short": answering(
        gzip.compress(TEXT) + gzip.compress(b" " * 99)[:-9], "Content-Encoding: gzip"
    ),
    "gzip that is none": answering(TEXT, "Content-Encoding: gzip"),
    "deflate cut short": answering(deflate(TEXT)[:-9], "Content-Encoding: deflate"),
    "deflate without its checksum": answering(deflate(TEXT)[:-4], "Content-Encoding: deflate"),
    "raw deflate cut short": answering(deflate(TEXT, -15)[:-3], "Content-Encoding: deflate"),
    "deflate, and something more": answering(deflate(TEXT) + b"?", "Content-Encoding: deflate"),
    "one byte of deflate": answering(deflate(TEXT)[:1], "Content-Encoding: deflate"),
    "deflate that is none": answering(b"\xff" * 9, "Content-Encoding: deflate"),
    "empty members of gzip, gzipped": answering(
        gzip.compress(gzip.compress(b"") * 100_000 + gzip.compress(TEXT)),
        "Content-Encoding: gzip, gzip",
    ),
    "padding, gzipped twice": answering(
        gzip.compress(gzip.compress(gzip.compress(TEXT) + bytes(9_000_000))),
        "Content-Encoding: gzip, gzip, gzip",
    ),
    "empty blocks of deflate, gzipped": answering(
        gzip.compress(b"\0\0\0\xff\xff" * 1_000_000 + deflate(TEXT, -15)),
        "Content-Encoding: deflate, gzip",
    ),
    "gzip once where it says twice": answering(gzip.compress(TEXT), "Content-Encoding: gzip, gzip"),
}


@pytest.mark.parametrize("name", READ)
def test_it_is_read(name, serve, drive):
    driver = drive(serve(READ[name]), retries=None)

    found = driver.do(lambda api: api.divisions.find())

    assert found.total == 7
    assert total(drive(serve(READ[name]), retries=None)) == 7


@pytest.mark.parametrize("name", EITHER)
def test_it_is_read_or_an_error_of_ours(name, serve, drive):
    driver = drive(serve(EITHER[name]), retries=None)

    try:
        found = total(driver)
    except np.NovaPostError as error:
        found = str(error)
    assert found == 7 or (isinstance(found, str) and "\n" not in found)


@pytest.mark.parametrize("name", BROKEN)
def test_it_is_an_error_of_ours(name, serve, drive):
    driver = drive(serve(BROKEN[name]), retries=None)

    with pytest.raises((np.UnexpectedResponse, np.TransportError)) as caught:
        total(driver)

    assert caught.value.maybe_sent


@pytest.mark.parametrize("name", [*READ, *EITHER, *BROKEN])
def test_a_raw_answer(name, serve, drive):
    """Whoever asks for the answer as it came gets one whose text can be had."""
    fault = {**READ, **EITHER, **BROKEN}[name]
    driver = drive(serve(fault), retries=None)

    try:
        answer = driver.do(lambda api: api.request("GET", "/x"))
    except np.NovaPostError:
        assert name not in READ
        return
    assert isinstance(answer.text, str)
    assert isinstance(str(answer.headers), str)
    assert name not in BROKEN


ERRORS = {
    "an unknown charset": ("Content-Type: application/json; charset=klingon", None),
    "charset=hex": ("Content-Type: application/json; charset=hex", None),
    "charset=idna": ("Content-Type: text/plain; charset=idna", None),
    "a header that is not ASCII": ("X-Place: Київ", None),
    "gzip": ("Content-Encoding: gzip", gzip.compress),
    "two members": (
        "Content-Encoding: gzip",
        lambda b: gzip.compress(b[:5]) + gzip.compress(b[5:]),
    ),
    "gzip cut short": ("Content-Encoding: gzip", lambda b: gzip.compress(b)[:-9]),
    "an unknown encoding": ("Content-Encoding: zap", None),
    "raw deflate": ("Content-Encoding: deflate", lambda b: deflate(b, -15)),
}


@pytest.mark.parametrize("name", ERRORS)
@pytest.mark.parametrize("status", [401, 422, 500])
def test_an_error_in_an_odd_form_is_that_error(name, status, serve, drive):
    header, pack = ERRORS[name]
    body = '{"message": "так не можна"}'.encode()
    fault = answering(pack(body) if pack else body, header, status=status)
    driver = drive(serve(*[fault] * 4), retries=None)

    with pytest.raises(np.ApiError) as caught:
        driver.do(lambda api: api.request("GET", "/x"))

    assert caught.value.status_code == status
    assert isinstance(caught.value.response.text, str)
    if (pack is None and "zap" not in header and "charset" not in header) or name == "two members":
        assert caught.value.message == "так не можна"


@pytest.mark.parametrize("name", ["gzip cut short", "gzip that is none", "deflate cut short"])
def test_a_token_in_a_broken_form(name, serve, drive):
    server = serve(token_faults=[BROKEN[name]] * 9)
    driver = drive(server, retries=None)

    with pytest.raises(np.NovaPostError) as caught:
        driver.do(lambda api: api.request("POST", "/shipments", json={}))

    assert not caught.value.maybe_sent
    assert server.requests == []


def test_what_is_accepted_is_what_can_be_read(serve, drive):
    """Brotli and zstandard are asked for where they can be read alone."""
    server = serve()
    driver = drive(server)
    driver.do(lambda api: api.request("GET", "/x"))

    lines = server.requests[0][0].lower().split("\r\n")
    accepted = next(line for line in lines if line.startswith("accept-encoding:"))
    names = {name.partition(";")[0].strip() for name in accepted.partition(":")[2].split(",")}
    assert names <= {"gzip", "deflate", "identity"} | readable()


def readable():
    from importlib.util import find_spec  # noqa: PLC0415

    found = {"br"} if find_spec("brotli") or find_spec("brotlicffi") else set()
    return found | ({"zstd"} if find_spec("zstandard") or find_spec("compression") else set())


@pytest.mark.parametrize("size", [1, 5, 1000, 10**9])
def test_deflate_of_any_length_in_pieces_of_any_size(size):
    """A raw one has nothing after its end: all can be taken in while more has to come out."""
    for length in (*range(9), *range(2**18 - 9, 2**18 + 270)):
        for bits in (15, -15) if size > 5 or length < 99 else ():
            packed = deflate(b"x" * length, bits)
            decoder, found = Decoder(b"deflate"), 0
            for begin in range(0, len(packed), size):
                found += sum(map(len, decoder.feed(packed[begin : begin + size])))
            decoder.end()
            assert found == length


@pytest.mark.parametrize("length", [b"9" * 5000, b"0" * 5000 + b"1"])
def test_a_length_of_many_digits(length, drive):
    """Parsers refuse it; what somebody else has read may have it."""

    def answer(request):
        if "authorization" in request.url.path:
            return httpx.Response(200, json={"jwt": jwt()})
        return httpx.Response(
            200, headers=[(b"Content-Length", length)], stream=httpx.ByteStream(TEXT)
        )

    driver = drive("http://127.0.0.1:1/v.1.0", transport=httpx.MockTransport(answer), retries=None)

    with pytest.raises(np.UnexpectedResponse, match="bytes came of"):
        total(driver)


@pytest.mark.parametrize("body", [b"", TEXT])
def test_a_length_of_an_answer_that_has_no_body(body, serve, drive):
    """Whatever its head says, a 204 ends with it."""
    line = f"HTTP/1.1 204 X\r\nContent-Length: {len(TEXT)}\r\n\r\n".encode()
    server = serve(lambda connection: connection.send(line + body))
    driver = drive(server, retries=None)

    assert driver.do(lambda api: api.request("DELETE", "/x")).content == b""
    assert driver.do(lambda api: api.request("GET", "/x")).content == b"{}"
