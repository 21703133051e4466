"""No call lasts longer than it may: neither a try (timeout=) nor all of it (deadline=).

Here real time passes, for it is the system's that is asked for. All cases of a test pass it
together; what is late is late by seconds, so that a busy machine has room.
"""

import asyncio
import math
import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import httpx
import pytest
from fault_server import KEY, jwt
from wire_authority import client_context, server_context
from wire_faults import OK, until_gone
from wire_server import Gone, WireServer

import novapost_auth as np

TIMEOUT = 0.5
SLACK = 1.5  # For what a busy machine needs to get round to it.
LASTS = 8.0  # Seconds that the faults last, if nobody goes.


def drip(head, piece, every=0.1):
    def fault(wire):
        wire.send(head)
        until_gone(wire, piece, every=every, seconds=LASTS)

    return fault


def silence(wire):
    wire.server.gone.wait(LASTS)
    raise Gone


HEAD, JSON_BODY, TRAILERS, ERROR, UNAUTHORIZED = range(5)
NOTHING_OF_GZIP = (
    b"a\r\n\x1f\x8b\x08\0\0\0\0\0\0\x03\r\n",
    b"5\r\n\0\0\0\xff\xff\r\n",
)
CHUNKED = f"{OK}Transfer-Encoding: chunked\r\n"
FAULTS = {
    "silence": (HEAD, silence),
    "a byte of a header at a time": (HEAD, drip("HTTP/1.1 200 OK\r\nX-A: ", "a")),
    "a header at a time": (HEAD, drip("HTTP/1.1 200 OK\r\n", "X-A: b\r\n")),
    "a byte of the status line at a time": (HEAD, drip("HTTP/1.1 200 ", "O")),
    "a flood of 100": (HEAD, drip("", "HTTP/1.1 100 Continue\r\n\r\n", 0.002)),
    "a 103 at a time": (HEAD, drip("", "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n")),
    "silence after a 100": (HEAD, drip("HTTP/1.1 100 Continue\r\n\r\n", "", LASTS)),
    "a byte of the body at a time": (JSON_BODY, drip(f"{OK}Content-Length: 100000\r\n\r\n{{", " ")),
    "a chunk at a time": (JSON_BODY, drip(f"{CHUNKED}\r\n", "1\r\n \r\n")),
    "a byte of a chunk's size at a time": (JSON_BODY, drip(f"{CHUNKED}\r\n", "0")),
    "nothing of gzip at a time": (
        JSON_BODY,
        drip(f"{CHUNKED}Content-Encoding: gzip\r\n\r\n".encode() + NOTHING_OF_GZIP[0],
             NOTHING_OF_GZIP[1]),
    ),
    "a trailer at a time": (TRAILERS, drip(f"{CHUNKED}\r\n2\r\n{{}}\r\n0\r\n", "X-A: b\r\n")),
    "an error that drips": (ERROR, drip("HTTP/1.1 500 X\r\nContent-Length: 99999\r\n\r\n", " ")),
    "a redirect that drips": (
        ERROR, drip("HTTP/1.1 302 X\r\nLocation: /x\r\nContent-Length: 99999\r\n\r\n", " "),
    ),
    "a 401 that drips": (
        UNAUTHORIZED, drip("HTTP/1.1 401 X\r\nContent-Length: 99999\r\n\r\n", " "),
    ),
}  # fmt: skip
MOST = {HEAD: 1, JSON_BODY: 2, TRAILERS: 2, ERROR: 2, UNAUTHORIZED: 4}  # Times the timeout.


def find(api):
    return api.divisions.find(limit=1)


def create(api):
    return api.shipments.create({})


def label(api):
    return api.shipments.print_documents(numbers=["1"], type_="marking")


def timed(kind, url, call, view=None, **settings):
    """Make a call with a client of its own; return how long it took, and the error."""
    settings = {"retries": None, "environ": {}, **settings}
    cls = np.AsyncNovaPost if kind == "async" else np.NovaPost
    api = cls(KEY, server=url, **settings)
    used = api.with_options(**view) if view else api

    def since(began, error=None):
        return time.monotonic() - began, error

    async def run():
        began = time.monotonic()
        try:
            await call(used)
        except Exception as error:  # noqa: BLE001 - which it is, is what is tested
            return since(began, error)
        else:
            return since(began)
        finally:
            await api.aclose()

    if kind == "async":
        return asyncio.run(run())
    began = time.monotonic()
    try:
        call(used)
    except Exception as error:  # noqa: BLE001 - as above
        return since(began, error)
    else:
        return since(began)
    finally:
        api.close()


@contextmanager
def servers(faults, on):
    """Serve each fault; yield the URLs."""
    found = {name: WireServer(fault, on=on) for name, fault in faults.items()}
    try:
        yield {name: server.url for name, server in found.items()}
    finally:
        for server in found.values():
            server.close()


def all_at_once(jobs):
    with ThreadPoolExecutor(len(jobs)) as threads:
        futures = {name: threads.submit(job) for name, job in jobs.items()}
        return {name: future.result() for name, future in futures.items()}


WHERE = {"a call": ("/divisions", find), "a POST": ("/shipments", create),
         "a file": ("/shipments/print", label), "a token": ("/authorization", find)}  # fmt: skip


@pytest.mark.parametrize("where", WHERE)
@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_a_try_takes_no_longer_than_its_timeout(where, kind):
    on, call = WHERE[where]
    faults = {
        name: fault
        for name, (part, fault) in FAULTS.items()
        if where != "a file" or part != JSON_BODY  # A file may be large.
    }
    with servers(faults, on) as urls:
        found = all_at_once(
            {
                name: lambda url=url: timed(kind, url, call, timeout=TIMEOUT)
                for name, url in urls.items()
            }
        )

    late, wrong = {}, {}
    for name, (took, error) in found.items():
        part = FAULTS[name][0]
        pauses = 2.0 if part == UNAUTHORIZED else 0.0  # Before a young token is tried again.
        if took > MOST[part] * TIMEOUT * 1.1 + pauses + SLACK:
            late[name] = took
        wanted = np.TimeoutError if part in (HEAD, JSON_BODY) else np.NovaPostError
        sent = where == "a POST" and part != UNAUTHORIZED and "redirect" not in name
        if part == TRAILERS and error is None:
            continue  # They are of no use; whoever does not wait for them has all that he needs.
        if not isinstance(error, wanted) or (sent and not error.maybe_sent):
            wrong[name] = error
        if where == "a token" and error is not None and error.maybe_sent:
            wrong[name] = error
    assert (late, wrong) == ({}, {})


@contextmanager
def deaf():
    """A port that lets nobody connect: its queue is full."""
    with socket.create_server(("127.0.0.1", 0), backlog=1) as listener:
        listener.listen(0)
        waiting = []
        for _ in range(8):
            sock = socket.socket()
            sock.setblocking(False)
            sock.connect_ex(listener.getsockname())
            waiting.append(sock)
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}/v.1.0"
        finally:
            for sock in waiting:
                sock.close()


def test_connecting_takes_no_longer_than_the_timeout(kind):
    with deaf() as url:
        took, error = timed(kind, url, create, timeout=TIMEOUT)

    assert took < TIMEOUT * 1.1 + SLACK
    assert isinstance(error, np.TimeoutError)
    assert not error.maybe_sent


PDF = b"%PDF-1.4\n" + b"x" * 100 + b"\n%%EOF\n"
FILE = f"HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\nContent-Length: {len(PDF)}\r\n\r\n"


def a_slow_file(wire):
    """Bytes that come in time, one after another, for longer than any limit of a JSON answer."""
    wire.send(FILE)
    for start in range(0, len(PDF), 8):
        wire.server.gone.wait(0.1)
        wire.send(PDF[start : start + 8])


def a_file_that_stops(wire):
    wire.send(FILE)
    wire.send(PDF[:20])
    silence(wire)


def test_a_file_may_take_long_but_not_be_silent(kind, tmp_path):
    def save(api):
        return api.shipments.save_attachment("1", "2", tmp_path / "label.pdf")

    with servers({"slow": a_slow_file}, "/shipments") as urls:
        took, error = timed(kind, urls["slow"], save, timeout=TIMEOUT)
    assert error is None
    assert took > 2 * TIMEOUT
    assert (tmp_path / "label.pdf").read_bytes() == PDF

    with servers({"stops": a_file_that_stops}, "/shipments") as urls:
        took, error = timed(kind, urls["stops"], save, timeout=TIMEOUT)
    assert isinstance(error, np.TimeoutError)
    assert took < TIMEOUT * 1.1 + SLACK
    assert [path.name for path in tmp_path.iterdir()] == ["label.pdf"]


def later(wire):
    """Ask for another try, at once and again."""
    wire.answer(503, {"message": "later"}, ["Retry-After: 0"])


DEADLINE = 0.7
DEADLINES = {
    "silence": ("/divisions", find, silence),
    "a head that drips": ("/divisions", find, FAULTS["a header at a time"][1]),
    "a flood": ("/divisions", find, FAULTS["a flood of 100"][1]),
    "a body that drips": ("/divisions", find, FAULTS["a chunk at a time"][1]),
    "a POST": ("/shipments", create, silence),
    "a file that drips": ("/shipments/print", label, drip(FILE, "x")),
    "an error that drips": ("/divisions", find, FAULTS["an error that drips"][1]),
    "a token, silence": ("/authorization", create, silence),
    "a token that drips": ("/authorization", create, FAULTS["a byte of the body at a time"][1]),
    "a 401 that drips": ("/divisions", find, FAULTS["a 401 that drips"][1]),
}


@pytest.mark.parametrize("given", ["to the client", "to a view"])
@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_a_call_takes_no_longer_than_its_deadline(given, kind):
    settings = {"deadline": DEADLINE} if given == "to the client" else {}
    view = None if settings else {"deadline": DEADLINE}

    def job(url, call):
        return lambda: timed(kind, url, call, view, timeout=30, retries=9, **settings)

    started = {name: WireServer(fault, on=on) for name, (on, _, fault) in DEADLINES.items()}
    try:
        found = all_at_once(
            {name: job(started[name].url, call) for name, (_, call, _) in DEADLINES.items()}
        )
    finally:
        for server in started.values():
            server.close()

    late = {name: took for name, (took, _) in found.items() if took > DEADLINE * 1.1 + SLACK}
    wrong = {name: e for name, (_, e) in found.items() if not isinstance(e, np.NovaPostError)}
    assert (late, wrong) == ({}, {})
    for name in set(found) - {"an error that drips", "a 401 that drips"}:
        assert isinstance(found[name][1], np.TimeoutError), name
    assert found["a POST"][1].maybe_sent
    assert not found["a token, silence"][1].maybe_sent


@pytest.mark.parametrize("wait", ["0", "0.2", "1", "3600"])
def test_repetitions_end_with_the_deadline(wait, kind):
    def fault(wire):
        wire.answer(503, {"message": "later"}, [f"Retry-After: {wait}"])

    with servers({"": fault}, "/divisions") as urls:
        took, error = timed(
            kind, urls[""], find, deadline=DEADLINE, retries=np.Retry(tries=10**6, budget=1e9)
        )

    assert took < DEADLINE * 1.1 + SLACK
    assert isinstance(error, np.ServiceUnavailable | np.TimeoutError)


def test_connecting_ends_with_the_deadline(kind):
    with deaf() as url:
        took, error = timed(kind, url, create, deadline=DEADLINE, retries=9, timeout=30)

    assert took < DEADLINE * 1.1 + SLACK
    assert isinstance(error, np.TimeoutError)
    assert not error.maybe_sent


def test_who_waits_for_the_token_of_another_has_a_deadline_too():
    with servers({"": silence}, "/authorization") as urls:
        api = np.NovaPost(KEY, server=urls[""], retries=None, timeout=5, environ={})
        leader = threading.Thread(target=quietly, args=(api,))
        leader.start()
        time.sleep(0.1)
        began = time.monotonic()
        with pytest.raises(np.TimeoutError) as caught:
            create(api.with_options(deadline=DEADLINE))
        took = time.monotonic() - began
    leader.join(20)
    api.close()

    assert took < DEADLINE * 1.1 + SLACK
    assert not caught.value.maybe_sent


def quietly(api):
    with pytest.raises(np.NovaPostError):
        find(api)


@pytest.mark.parametrize("deadline", [0, -1, math.nan])
def test_a_deadline_that_is_none(deadline, kind):
    cls = np.AsyncNovaPost if kind == "async" else np.NovaPost

    with pytest.raises(np.ConfigurationError, match="deadline"):
        cls(KEY, deadline=deadline, environ={})
    with pytest.raises(np.ConfigurationError, match="deadline"):
        cls(KEY, environ={}).with_options(deadline=deadline)


def test_a_deadline_that_is_far_away(kind):
    with servers({"": lambda wire: wire.answer(200, {"items": [], "total": 0})}, "/div") as urls:
        for deadline in (60, 60.0, None):
            _, error = timed(kind, urls[""], find, deadline=deadline)
            assert error is None


@pytest.mark.parametrize("seconds", [3e6, 1e10, 1e300])
@pytest.mark.parametrize("tls", [False, True])
def test_a_timeout_of_any_length(seconds, tls, serve, drive):
    """What the system waits by counts to 25 days; to some of it, a timeout beyond is an error."""
    server = serve(tls=server_context() if tls else None)
    driver = drive(server, timeout=seconds, **({"verify": client_context()} if tls else {}))

    assert driver.do(lambda api: api.request("GET", "/x")).status_code == 200


class Mute(httpx.AsyncBaseTransport):
    """Somebody's transport, which begins with an answer and knows of no time."""

    def __init__(self, status):
        self.status, self.ended = status, 0

    async def handle_async_request(self, request):
        if "authorization" in request.url.path:
            return httpx.Response(200, json={"jwt": jwt()})
        return httpx.Response(self.status, stream=Silence(self))


class Silence(httpx.AsyncByteStream):
    def __init__(self, transport):
        self.transport = transport

    async def __aiter__(self):
        yield b"{"
        try:
            await asyncio.sleep(LASTS)
        finally:
            self.transport.ended += 1


@pytest.mark.parametrize("limit", ["timeout", "deadline", "cancel"])
@pytest.mark.parametrize("status", [200, 500])
@pytest.mark.parametrize("what", ["transport", "client"])
def test_a_body_over_what_knows_of_no_time(what, status, limit):
    """It is waited for no longer than any other, and ended where nobody waits for it."""
    transport = Mute(status)

    async def main():
        client = httpx.AsyncClient(transport=transport)
        made = {"transport": transport} if what == "transport" else {"http_client": client}
        limits = {"timeout": 30, **({} if limit == "cancel" else {limit: TIMEOUT})}
        async with np.AsyncNovaPost(
            KEY, server="http://127.0.0.1:1/v.1.0", retries=None, environ={}, **made, **limits
        ) as api:
            with pytest.raises((TimeoutError, np.ServerError)) as caught:
                async with asyncio.timeout(TIMEOUT if limit == "cancel" else 30):
                    await create(api)
        await asyncio.sleep(0.1)
        return caught.value

    began = time.monotonic()
    error = asyncio.run(main())
    assert time.monotonic() - began < TIMEOUT + SLACK
    assert transport.ended == 1
    if limit != "cancel":
        assert error.maybe_sent
        assert isinstance(error, np.ServerError if status == 500 else np.TimeoutError)
