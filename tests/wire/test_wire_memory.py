"""What an answer may cost: measured in a process of its own."""

import struct
import zlib

import pytest
from fault_server import KEY, jwt
from wire_process import run_program

import novapost_auth as np

MB = 1_000_000
BLOCK = b" " * MB


def bomb(begin, end, megabytes):
    """Return gzip of ``begin``, so many MB of spaces, and ``end``; made of one block, repeated."""

    def block(data):
        packer = zlib.compressobj(9, zlib.DEFLATED, -15)
        return packer.compress(data) + packer.flush(zlib.Z_FULL_FLUSH)

    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    last = packer.compress(end) + packer.flush()
    checksum = zlib.crc32(begin)
    for _ in range(megabytes):
        checksum = zlib.crc32(BLOCK, checksum)
    checksum = zlib.crc32(end, checksum)
    size = (len(begin) + len(BLOCK) * megabytes + len(end)) & 0xFFFFFFFF
    head = b"\x1f\x8b\x08\0\0\0\0\0\0\x03"
    return (
        head + block(begin) + block(BLOCK) * megabytes + last + struct.pack("<II", checksum, size)
    )


@pytest.fixture(scope="module")
def six_hundred():
    return bomb(b'{"items": [', b"]}", 600)


PROGRAM = """
import resource
def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
kind, what = {kind!r}, {what!r}
api = (async_client if kind == "async" else sync_client)()
async def run(call):
    return await call()
def do(call):
    return asyncio.run(run(call)) if kind == "async" else call()
small = sync_client()
small.request("GET", "/small")  # All is imported.
small.divisions.find()
before = peak()
calls = {{
    "call": lambda: api.divisions.find(),
    "raw": lambda: api.request("GET", "/big"),
    "error": lambda: api.request("GET", "/big"),
    "token": lambda: api.token(),
}}
try:
    do(calls[what])
    print("answered")
except np.NovaPostError as error:
    print(type(error).__name__)
    assert len(str(error)) < 2000
    response = getattr(error, "response", None)
    assert response is None or len(response.content) <= 2_000_000, len(response.content)
print((peak() - before) // 1024)
"""


def gzipped(body, status=200):
    def fault(connection):
        connection.answer(
            status, body, ["Content-Type: application/json", "Content-Encoding: gzip"]
        )

    return fault


def ordinary(connection):
    connection.answer(200, b'{"items": [], "total": 0}', ["Content-Type: application/json"])


@pytest.mark.parametrize("what", ["call", "raw", "error", "token"])
def test_a_bomb_of_600_mb(what, kind, serve, six_hundred):
    status = 500 if what == "error" else 200
    blast = gzipped(six_hundred, status)
    token = [gzip_free_token] + ([blast] if what == "token" else [gzip_free_token])
    server = serve(ordinary, ordinary, blast, token_faults=token)

    out = run_program(server, PROGRAM.format(kind=kind, what=what), key=KEY)

    assert out[0] in {"UnexpectedResponse", "TransportError", "ServerError"}
    assert int(out[1]) < 100


def gzip_free_token(connection):
    connection.answer(200, f'{{"jwt": "{jwt()}"}}')


def test_an_answer_of_more_than_64_mb(serve, drive):
    server = serve(
        gzipped(bomb(b'{"items": [', b"]}", 65)), gzipped(bomb(b'{"items": [', b"]}", 20))
    )
    driver = drive(server, retries=None)

    with pytest.raises(np.UnexpectedResponse) as caught:
        driver.do(lambda api: api.divisions.find())
    assert caught.value.maybe_sent

    assert driver.do(lambda api: api.divisions.find()).items == []


def test_an_answer_of_more_than_64_mb_that_is_not_compressed(drive, serve):
    def fault(connection):
        connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        for _ in range(80):
            connection.send(b"f4240\r\n" + BLOCK + b"\r\n")
        connection.send("0\r\n\r\n")

    driver = drive(serve(fault), retries=None)

    with pytest.raises(np.UnexpectedResponse):
        driver.do(lambda api: api.divisions.find())


@pytest.mark.parametrize("status", [401, 403, 404, 422, 500, 503])
def test_of_an_error_no_more_than_the_beginning_is_kept(status, serve, drive):
    body = b'{"message": "' + b"." * 5 * MB + b'"}'

    def fault(connection):
        connection.answer(status, body)

    driver = drive(serve(*[fault] * 4), retries=None)

    with pytest.raises(np.ApiError) as caught:
        driver.do(lambda api: api.request("GET", "/x"))

    assert caught.value.status_code == status
    assert len(caught.value.response.content) <= 1_100_000
    assert len(str(caught.value)) < 2000


def test_an_error_without_an_end_is_not_read_to_it(drive, serve):
    """What is said in the first MB is told, however much would follow."""

    def fault(connection):
        connection.send("HTTP/1.1 500 Odd\r\nTransfer-Encoding: chunked\r\n\r\n")
        sent = 0
        while not connection.server.gone.is_set() and sent < 400:
            connection.send(b"f4240\r\n" + BLOCK + b"\r\n")
            sent += 1
        sents.append(sent)
        raise ConnectionAbortedError

    sents = []
    server = serve(fault)
    driver = drive(server, retries=None)

    with pytest.raises(np.ServerError):
        driver.do(lambda api: api.request("GET", "/x"))
    driver.close()
    server.close()

    assert all(sent < 400 for sent in sents)


def test_many_small_members(drive, serve):
    """A body of 100,000 empty members and one that says something is read, not recursed into."""
    import gzip  # noqa: PLC0415

    body = gzip.compress(b"") * 100_000 + gzip.compress(b'{"items": [], "total": 3}')
    driver = drive(serve(gzipped(body)), retries=None)

    assert driver.do(lambda api: api.divisions.find()).total == 3


def test_the_bound_of_an_answer_can_be_set_for_a_client_or_a_call(serve, drive):
    server = serve(ordinary, ordinary)
    driver = drive(server, largest_answer=len(b'{"items": [], "total": 0}'))

    assert driver.do(lambda api: api.divisions.find()).total == 0
    with pytest.raises(np.UnexpectedResponse, match="larger than 10 bytes: largest_answer="):
        driver.do(lambda api: api.with_options(largest_answer=10).divisions.find())
    for wrong in (0, -1, 1.5, True, None, "64 MB"):
        with pytest.raises(np.ConfigurationError, match="largest_answer must be a number of bytes"):
            driver.api.with_options(largest_answer=wrong)
