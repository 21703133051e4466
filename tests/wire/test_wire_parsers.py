"""Answers in odd forms are the same to both parsers: ``novapost[fast]`` loses none."""

import pytest
from fault_server import KEY

import novapost_auth as np

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
