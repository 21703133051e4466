"""Answers in odd forms are the same to both parsers: ``novapost[fast]`` loses none."""

from contextlib import suppress

import httpx
import pytest
from fault_server import KEY

import novapost_auth as np
from novapost_auth._wire.http1 import LARGEST_HEAD, TOO_LARGE, H11Exchanges, Malformed
from novapost_auth._wire.http1_fast import LlhttpExchanges
from novapost_auth._wire.message import Message, Origin, Times

pytestmark = pytest.mark.usefixtures("parser")

CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n"
BODY = b'{"number":"N"}'
CHUNKS = b"e\r\n%s\r\n0\r\n" % BODY
SIZED = b"Content-Length: 14\r\n\r\n" + BODY
OK = b"HTTP/1.1 200 OK\r\n" + SIZED

READ = {
    "blanks after a value": CHUNKED.replace(b"chunked", b"chunked  ") + b"\r\n" + CHUNKS + b"\r\n",
    "lines that end with LF": OK.replace(b"\r", b""),
    "a length beside chunks": CHUNKED + b"Content-Length: 14\r\n\r\n" + CHUNKS + b"\r\n",
    "a 100 that says close": b"HTTP/1.1 100 Continue\r\nConnection: close\r\n\r\n" + OK,
    "a 100 of HTTP/1.0": b"HTTP/1.0 100 Continue\r\n\r\n" + OK,
    "a blank after a chunk's size": CHUNKED + b"\r\n" + CHUNKS.replace(b"e\r", b"e \r") + b"\r\n",
    "a version that is none yet": OK.replace(b"1.1", b"1.2"),
    "a length among the trailers": CHUNKED + b"\r\n" + CHUNKS + b"Content-Length: 3\r\n\r\n",
}
REFUSED = {
    "a status of 0": OK.replace(b"200", b"000"),
    "a transfer encoding that nobody knows": CHUNKED.replace(b"chunked", b"zap") + SIZED,
    "another protocol": b"HTTP/1.1 101 X\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n" + OK,
    "a body before the answer": b"HTTP/1.1 104 X\r\nContent-Length: 3\r\n\r\n[1]" + OK,
    "chunks before the answer": CHUNKED.replace(b"200", b"199") + b"\r\n" + CHUNKS + b"\r\n" + OK,
    "chunks without an end before the answer": CHUNKED.replace(b"200", b"199")
    + b"\r\n"
    + b"ffff\r\n%s\r\n" % bytes(0xFFFF) * 9,
    "a trailer without an end": CHUNKED + b"\r\n" + CHUNKS + b"X: " + b"x" * 400_000,
    "an extension without an end": CHUNKED + b"\r\n1;" + b"x" * 400_000,
}


def answering(data):
    return lambda connection: connection.send(data)


def create(driver):
    return driver.do(lambda api: api.shipments.create({}))


@pytest.mark.parametrize("name", READ)
def test_it_is_read(name, serve, drive):
    server = serve(answering(READ[name]))

    assert create(drive(server, api_key=KEY)).number == "N"
    assert len(server.requests) == 1


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_at_once_and_by_its_reason(name, serve, drive):
    server = serve(answering(REFUSED[name]))
    driver = drive(server, timeout=60)

    with pytest.raises(np.TransportError) as caught:
        create(driver)

    assert not isinstance(caught.value, np.TimeoutError)
    assert "callback" not in str(caught.value)
    assert caught.value.maybe_sent
    assert driver.do(lambda api: api.request("GET", "/x")).status_code == 200
    assert len(server.requests) == 2


@pytest.mark.parametrize("announced", ["Content-Length: 50", "Transfer-Encoding: chunked"])
@pytest.mark.parametrize("status", [204, 304])
def test_a_body_that_was_announced_where_there_is_none_is_nobodys(status, announced, serve, drive):
    """It may come late, when the connection has been asked for something else."""
    wrong = b'HTTP/1.1 200 OK\r\nContent-Length: 16\r\n\r\n{"number": "NO"}'

    def announces(connection):
        connection.send(f"HTTP/1.1 {status} X\r\n{announced}\r\n\r\n")
        if connection.socket.recv(65536):
            connection.send(wrong)

    server = serve(announces, answering(OK))
    driver = drive(server, retries=None)
    with suppress(np.ApiError):  # A 304 is no success.
        driver.do(lambda api: api.request("DELETE", "/x"))

    assert create(driver).number == "N"


@pytest.mark.parametrize("lines", ["", "Content-Length: 0\r\n"])
def test_a_connection_is_used_again_where_nothing_was_announced(lines, serve, drive):
    server = serve(answering(f"HTTP/1.1 204 X\r\n{lines}\r\n".encode()), answering(OK))
    driver = drive(server)
    driver.do(lambda api: api.request("DELETE", "/x"))
    before = server.connections

    assert create(driver).number == "N"
    assert server.connections == before


@pytest.mark.parametrize("word", ["keep-alive", "keep-alive, close"])
def test_a_connection_of_http_1_0_is_not_used_again(word, serve, drive):
    """What it says of keeping is no promise, and two words of it may contradict one another."""
    server = serve(answering(f"HTTP/1.0 200 OK\r\nConnection: {word}\r\n".encode() + SIZED))
    driver = drive(server)
    driver.do(lambda api: api.token())
    before = server.connections

    assert create(driver).number == "N"
    opened = server.connections - before
    driver.do(lambda api: api.request("GET", "/x"))

    assert server.connections - before == opened + 1


def headed(size, names=1):
    """Give an answer with a head of ``size`` bytes, more or less, in so many headers."""
    lines = b"".join(b"X-%d: %s\r\n" % (n, b"x" * (size // names - 10)) for n in range(names))
    return b"HTTP/1.1 200 OK\r\n" + lines + SIZED


@pytest.mark.parametrize("names", [1, 200])
def test_the_head_of_an_answer_has_one_bound(names, serve, drive):
    """However many pieces it comes in: a larger one is refused, and one below it is read."""
    large = headed(165_000, names)

    def in_pieces(connection):
        for begin in range(0, len(large), 10_000):
            connection.send(large[begin : begin + 10_000])

    server = serve(answering(headed(120_000, names)), answering(large), in_pieces)
    driver = drive(server, retries=None)

    assert create(driver).number == "N"
    for _ in range(2):
        with pytest.raises(np.TransportError, match=r"head .* is larger than 131,072 bytes"):
            create(driver)
    assert len(server.requests) == 3


@pytest.mark.parametrize("size", range(125_000, 140_000, 3_000))
def test_both_parsers_draw_the_line_at_the_same_size(size):
    """As they are: what is between them and the network cuts pieces as it likes."""
    outcomes = set()
    for exchanges in (H11Exchanges(), LlhttpExchanges()):
        exchanges.begin(
            Message(method="GET", origin=Origin("http", "h", 80), target=np.Secret("/"),
                    headers=[], times=Times(room=1, connect=1, send=1, silence=1))
        )  # fmt: skip
        try:
            exchanges.feed(headed(size, 7))
            outcomes.add(exchanges.head() is not None)
        except Malformed as error:
            outcomes.add(str(error))
    assert outcomes == {True if size < LARGEST_HEAD else TOO_LARGE}


def test_a_head_that_somebody_else_has_read(serve, drive):
    """A transport that has no bound of its own, or reads large pieces."""
    closed = []

    class Stream(httpx.SyncByteStream, httpx.AsyncByteStream):
        def __iter__(self):
            yield b"{}"

        async def __aiter__(self):
            yield b"{}"

        def close(self):
            closed.append(1)

        async def aclose(self):
            closed.append(1)

    def answer(request):
        if "authorization" in request.url.path:
            return httpx.Response(200, json={"jwt": "eyJhbGciOi.eyJleHAiOjF9.c2ln"})
        return httpx.Response(200, headers={"X": "x" * 165_000}, stream=Stream())

    driver = drive(serve(), transport=httpx.MockTransport(answer), retries=None)
    with pytest.raises(np.TransportError, match="is larger than 131,072 bytes"):
        driver.do(lambda api: api.request("GET", "/x"))
    assert closed
