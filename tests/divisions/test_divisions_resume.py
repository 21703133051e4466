import random
import socket
import struct

import httpx
import pytest
from archive_server import cut, division, hang_up, head, pack, status, sync_only

from novapost_auth import (
    ApiError,
    NotFound,
    Retry,
    TransportError,
    UnexpectedResponse,
    download_divisions,
)

MIB = 1024 * 1024
DIVISIONS = [division(number) for number in range(2000)]
SIZE = len(pack(DIVISIONS))


@pytest.fixture
def base(server):
    """The base, served well."""
    return server.offer(DIVISIONS)


def ids(divisions):
    return [one.id for one in divisions]


def ranges(file):
    return [(sent.get("range"), sent.get("if-range")) for sent in file.requests]


ALL = list(range(2000))


def test_a_broken_connection_is_continued_where_it_was(collect, base):
    base.faults = [cut(1000), cut(500)]

    assert ids(collect()) == ALL
    assert ranges(base) == [
        (None, None),
        ("bytes=1000-", '"one"'),
        ("bytes=1500-", '"one"'),
    ]


def test_a_connection_that_is_reset_is_continued(collect, base):
    def reset(file, handler):
        linger = struct.pack("ii", 1, 0)
        handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        file.send(handler, up_to=1000)

    base.faults = [reset]

    assert ids(collect()) == ALL
    assert len(base.requests) == 2


def test_a_silent_connection_is_given_up_and_continued(collect, server, base):
    def falls_silent(file, handler):
        head(handler, 200, {**file.headers, "Content-Length": SIZE})
        handler.wfile.write(file.data[:1000])
        server.gone.wait(30)

    base.faults = [falls_silent]

    found = collect(timeout=httpx.Timeout(30, read=0.3), retries=20)
    server.gone.set()

    assert ids(found) == ALL
    assert ("bytes=1000-", '"one"') in ranges(base)


@pytest.mark.parametrize(
    ("headers", "condition"),
    [
        ({"Last-Modified": "Wed, 01 Jan 2025 00:00:00 GMT"}, "Wed, 01 Jan 2025 00:00:00 GMT"),
        ({"ETag": 'W/"weak"'}, None),
        ({}, None),
    ],
)
def test_what_names_the_version_is_used_if_it_is_strong(collect, base, headers, condition):
    base.headers = headers
    base.faults = [cut(1000)]

    assert ids(collect()) == ALL
    assert ranges(base)[1] == ("bytes=1000-", condition)


@pytest.mark.parametrize("headers", [{"ETag": '"one"'}, {}])
def test_a_server_that_knows_no_ranges_is_read_again(collect, base, headers):
    base.headers = headers
    base.faults = [cut(1000), lambda file, handler: file.send(handler, ranges=False)]

    assert ids(collect()) == ALL


def test_an_archive_that_is_replaced_meanwhile_is_told_of(collect, base):
    def replaced(file, handler):
        file.data, file.headers = pack(DIVISIONS[:5]), {"ETag": '"two"'}
        file.send(handler)

    base.faults = [cut(1000), replaced]

    with pytest.raises(UnexpectedResponse, match="it was replaced while it was downloaded"):
        collect()


def test_an_archive_of_another_length_is_another(collect, base):
    def replaced(file, handler):
        file.data += b"\0"
        file.send(handler)

    base.headers = {}
    base.faults = [cut(1000), replaced]

    with pytest.raises(UnexpectedResponse, match="it was replaced while it was downloaded"):
        collect()


def test_another_range_than_the_one_asked_for_is_told_of(collect, base):
    def another(file, handler):
        span = f"bytes 1500-{SIZE - 1}/{SIZE}"
        head(handler, 206, {**file.headers, "Content-Range": span, "Content-Length": SIZE - 1500})
        handler.wfile.write(file.data[1500:])

    base.faults = [cut(1000), another]

    with pytest.raises(UnexpectedResponse, match="not the range that was asked for"):
        collect()


def test_a_range_that_does_not_say_which_is_told_of(collect, base):
    base.faults = [cut(1000), status(206, base.headers, b"x")]

    with pytest.raises(UnexpectedResponse, match="not the range that was asked for"):
        collect()


def test_ranges_may_be_sent_in_smaller_parts(collect, base):
    def part(file, handler):
        first = int(handler.headers["Range"].removeprefix("bytes=").rstrip("-"))
        span = f"bytes {first}-{first + 99}/{SIZE}"
        head(handler, 206, {**file.headers, "Content-Range": span, "Content-Length": 100})
        handler.wfile.write(file.data[first : first + 100])

    base.faults = [cut(1000), part, part]

    assert ids(collect(retries=3)) == ALL


def test_the_end_may_have_been_missed(collect, base):
    def without_end(file, handler):
        head(handler, 200, {**file.headers, "Transfer-Encoding": "chunked"})
        handler.wfile.write(f"{SIZE:x}\r\n".encode() + file.data + b"\r\n")
        hang_up(handler)

    base.faults = [without_end, status(416, {"Content-Range": f"bytes */{SIZE}"}, b"beyond")]

    assert ids(collect()) == ALL


def test_tries_without_headway_are_counted_and_waited_between(collect, base, clock):
    base.faults = [cut(1000), cut(10), cut(0), cut(0)]

    with pytest.raises(TransportError) as caught:
        collect(retries=Retry(tries=3, first_wait=4, longest_wait=4))

    assert len(base.requests) == 3
    assert len(clock.slept) == 2
    assert caught.value.__notes__ == [f"Tried 3 times in {sum(clock.slept):.1f} s."]
    assert str(caught.value).startswith("GET /base.json.gz: ")


def test_with_headway_there_is_no_end_of_tries(collect, server):
    noise = random.Random(1).randbytes(3 * MIB).hex()  # Packs to half of it.
    parts = [noise[start : start + MIB // 4] for start in range(0, 6 * MIB, MIB // 4)]
    file = server.offer([division(number, note=part) for number, part in enumerate(parts)])
    step = MIB + MIB // 8
    file.faults = [cut(step), cut(step)]

    assert len(file.data) > 2 * step
    assert ids(collect(retries=1)) == list(range(24))


def test_the_service_may_ask_to_wait(collect, base, clock):
    base.faults = [cut(1000), status(503, {"Retry-After": "7"})]

    assert ids(collect()) == ALL
    assert clock.slept[1] >= 7


def test_a_refusal_in_between_ends_it(collect, base):
    base.faults = [cut(1000), status(404)]

    with pytest.raises(NotFound):
        collect()
    assert len(base.requests) == 2


def test_redirects_are_followed_anew_at_each_try(collect, server, base):
    server.files["/elsewhere.gz"] = base
    server.files["/base.json.gz"] = moved = type(base)(b"")
    moved.faults = [status(302, {"Location": "/elsewhere.gz?signature=1"})] * 2
    base.faults = [cut(1000)]

    assert ids(collect()) == ALL
    assert (len(moved.requests), len(base.requests)) == (2, 2)


@sync_only
@pytest.mark.parametrize(
    "target", ["http://files.example/a.gz", "ftp://127.0.0.1/", "//[", "/base.json.gz"]
)
def test_redirects_lead_neither_out_of_https_nor_in_circles(collect, base, target):
    base.faults = [status(302, {"Location": target})] * 20

    with pytest.raises(ApiError, match=r"302 redirected to .*, which is not followed"):
        collect()
    assert len(base.requests) <= 6


def test_a_failure_after_a_redirect_is_no_redirect(collect, server, base):
    server.files["/elsewhere.gz"] = elsewhere = type(base)(b"data")
    elsewhere.faults = [cut(0)] * 20
    base.faults = [status(302, {"Location": "/elsewhere.gz"})] * 20

    with pytest.raises(TransportError):
        collect(retries=2)
    assert (len(base.requests), len(elsewhere.requests)) == (3, 3)


def test_hooks_of_a_client_of_the_users_may_raise(base, server):
    base.faults = [status(404)]
    hooks = {"response": [lambda response: response.raise_for_status()]}

    with httpx.Client(event_hooks=hooks) as http_client, pytest.raises(NotFound):
        list(download_divisions(server=server.url, environ={}, http_client=http_client))


@sync_only
@pytest.mark.parametrize("error", [BrokenPipeError, httpx.ReadError("mine"), KeyboardInterrupt])
def test_what_the_callback_raises_is_no_failure_of_the_download(collect, base, error):
    def refuse(*_):
        raise error

    with pytest.raises(error if isinstance(error, type) else type(error)):
        collect(progress=refuse)
    assert len(base.requests) == 1


@sync_only
def test_lengths_may_be_nonsense(collect, base):
    digits = "9" * 5000
    base.faults = [cut(1000), status(206, {"Content-Range": f"bytes {digits}-{digits}/{digits}"})]

    with pytest.raises(UnexpectedResponse, match="not the range that was asked for"):
        collect()
