"""Faults on real sockets: how often a call is tried, and what comes of it."""

import asyncio
import gzip
import threading
from concurrent.futures import ThreadPoolExecutor

import anyio
import httpcore
import httpx
import pytest
from attrs import evolve
from fault_server import KEY, Clock, early

import novapost_auth as np
from novapost_client.api.divisions.get_divisions import build_request

pytestmark = pytest.mark.usefixtures("parser")

# For a service that is silent for longer. Whatever answers in the end is given all the time of a
# busy machine: where it is the answer of a further try, by as many tries as it takes.
IMPATIENT = httpx.Timeout(30.0, read=0.15)
UNTIRED = np.Retry(tries=200, budget=1e6)


@early
def reset_when_connected(connection):
    connection.reset()


def reset_instead_of_an_answer(connection):
    connection.reset()


def close_instead_of_an_answer(connection):
    connection.close()


def reset_in_the_headers(connection):
    connection.send("HTTP/1.1 200 OK\r\nContent-Le")
    connection.reset()


def reset_in_the_body(connection):
    connection.send('HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{"items')
    connection.reset()


def half_a_body(connection):
    connection.send('HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{"items')
    connection.close()


def half_a_chunk(connection):
    connection.send('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n63\r\n{"items')
    connection.close()


def a_chunk_of_no_size(connection):
    connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nodd\r\n{}\r\n")
    connection.close()


def another_protocol(connection):
    connection.send("SSH-2.0-OpenSSH_9.2\r\n")
    connection.close()


def headers_without_end(connection):
    connection.send("HTTP/1.1 200 OK\r\n" + "X-Odd: yes\r\n" * 20_000)
    connection.close()


def silence(connection):
    connection.server.gone.wait(10)


def silence_in_the_body(connection):
    connection.send('HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{"items')
    connection.server.gone.wait(10)


def silence_after_the_head(connection):
    # Not after a piece of the body: httpcore does not close what has yielded one, as trio tells.
    connection.send("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n")
    connection.server.gone.wait(10)


def too_long_for_its_length(connection):
    connection.answer(body='{"items": []}', length=4)


def status(code, body="", headers=()):
    def fault(connection):
        connection.answer(code, body, headers)

    fault.__name__ = f"status_{code}" + ("_html" if "<" in body else "")
    return fault


def compressed_garbage(connection):
    connection.answer(200, b"\x1f\x8bgarbage", ["Content-Encoding: gzip"])


def compressed_half(connection):
    connection.answer(200, gzip.compress(b'{"items": []}' * 99)[:30], ["Content-Encoding: gzip"])


def an_error_that_breaks_off(connection):
    connection.send("HTTP/1.1 500 Odd\r\nContent-Length: 99\r\n\r\nhalf")
    connection.reset()


def compressed_garbage_as_an_error(connection):
    connection.answer(500, b"\x1f\x8bgarbage", ["Content-Encoding: gzip"])


OK = type(None)
GET = build_request()
POST = evolve(GET, method="POST", json={})

# The fault, and what a GET raises that meets it at every try, one that meets it once, and a
# POST, which is sent once in any case.
FAULTS = [
    (reset_instead_of_an_answer, np.TransportError, OK, np.TransportError),
    (close_instead_of_an_answer, np.TransportError, OK, np.TransportError),
    (reset_in_the_headers, np.TransportError, OK, np.TransportError),
    (reset_in_the_body, np.TransportError, OK, np.TransportError),
    (half_a_body, np.TransportError, OK, np.TransportError),
    (half_a_chunk, np.TransportError, OK, np.TransportError),
    (a_chunk_of_no_size, np.TransportError, OK, np.TransportError),
    (another_protocol, np.TransportError, OK, np.TransportError),
    (headers_without_end, np.TransportError, OK, np.TransportError),
    (silence, np.TimeoutError, OK, np.TimeoutError),
    (silence_in_the_body, np.TimeoutError, OK, np.TimeoutError),
    (status(429), np.RateLimited, OK, np.RateLimited),
    (status(502, "<html>"), np.ServerError, OK, np.ServerError),
    (status(503), np.ServiceUnavailable, OK, np.ServiceUnavailable),
    (status(504), np.ServerError, OK, np.ServerError),
    (status(403, "<html>"), np.PermissionDenied, OK, np.PermissionDenied),
    (status(403, "{}"), *[np.PermissionDenied] * 3),
    (status(500), *[np.ServerError] * 3),
    (status(302, headers=["Location: https://elsewhere.example/"]), *[np.ApiError] * 3),
    (status(303), *[np.ApiError] * 3),
    (status(408), *[np.ApiError] * 3),
    (status(600), *[np.ServerError] * 3),
    (an_error_that_breaks_off, *[np.ServerError] * 3),
    (compressed_garbage_as_an_error, *[np.ServerError] * 3),
    (status(200, ""), *[np.UnexpectedResponse] * 3),
    (status(200, "<html>"), *[np.UnexpectedResponse] * 3),
    (status(200, '{"items": ['), *[np.UnexpectedResponse] * 3),
    (status(204, ""), *[np.UnexpectedResponse] * 3),
    (status(200, '{"success": false, "errors": ["no"]}'), *[np.ApiError] * 3),
    (compressed_garbage, *[np.UnexpectedResponse] * 3),
    (compressed_half, *[np.UnexpectedResponse] * 3),
]


class Caller:
    def __init__(self, server, driver):
        self.server, self.driver = server, driver
        driver.do(lambda api: api.token())

    def send(self, request, *faults, **options):
        """Return the error that ``request`` ends in, and how often it was sent."""
        self.server.hang_up()  # Whoever was waiting shall not get to see the next fault.
        self.server.faults, self.server.requests = list(faults), []
        try:
            self.driver.do(lambda api: api.with_options(**options)._transport.send(request))
        except np.NovaPostError as error:
            return error, len(self.server.requests)
        return None, len(self.server.requests)


@pytest.fixture
def caller(serve, drive):
    server = serve()
    return Caller(server, drive(server))


@pytest.mark.parametrize("row", FAULTS, ids=lambda row: row[0].__name__)
def test_faults(row, caller):
    fault, always, once, posted = row
    is_repeated = once is OK
    waited_for = {"timeout": IMPATIENT} if always is np.TimeoutError else {}

    error, tries = caller.send(GET, fault, fault, fault, **waited_for)
    assert type(error) is always
    assert tries == (3 if is_repeated else 1)
    assert len(caller.driver.clock.slept) == (2 if is_repeated else 0)

    error, tries = caller.send(GET, fault, **waited_for and waited_for | {"retries": UNTIRED})
    assert type(error) is once
    assert tries >= 2 if waited_for else tries == (2 if is_repeated else 1)

    error, tries = caller.send(POST, fault, **waited_for)
    assert type(error) is posted
    assert tries == 1
    unknown = isinstance(error, (np.TransportError, np.ServerError, np.UnexpectedResponse))
    unknown |= getattr(error, "status_code", None) in (302, 303, 408)  # Which tell nothing of it.
    assert error.maybe_sent is unknown
    assert ("may have done it" in "".join(error.__notes__)) is unknown

    assert caller.send(GET) == (None, 1)  # Whatever happened, the client is as good as new.
    assert caller.server.tokens == 1


def test_a_reset_just_when_connected(caller):
    """It meets either the connection or the request; which one, is the kernel's affair."""
    fault = reset_when_connected

    error, tries = caller.send(GET, fault, fault, fault)
    assert (type(error), tries) == (np.TransportError, 3)

    error, tries = caller.send(GET, fault)
    assert (error, tries) == (None, 2)

    error, tries = caller.send(POST, fault)
    assert tries == 2 if error is None else error.maybe_sent


def test_a_wrong_length_spoils_two_calls_at_most(serve, drive):
    server = serve()
    caller = Caller(server, drive(server))

    error, tries = caller.send(GET, too_long_for_its_length)
    assert (type(error), tries) == (np.UnexpectedResponse, 1)

    server.hang_up = lambda: None  # What is left of the body spoils the next answer.
    error, tries = caller.send(GET)
    assert error is None
    assert tries <= 2


def test_idle_connections_may_be_closed(caller):
    assert caller.send(POST) == (None, 1)
    caller.server.hang_up()
    assert caller.send(POST) == (None, 1)


def test_a_connection_may_be_closed_just_as_it_is_used(serve, drive, kind):
    server = serve()
    caller = Caller(server, drive(server))
    server.hang_up = lambda: None  # The second call uses the connection of the first.

    assert caller.send(GET) == (None, 1)
    assert caller.send(GET, close_instead_of_an_answer) == (None, 2)
    assert server.connections == (3 if kind == "async" else 2)  # One for tokens alone.


def test_nothing_listens(serve, drive):
    server = serve()
    driver = drive(server)
    driver.do(lambda api: api.token())
    server.close()

    for request in (GET, POST):
        driver.clock.slept.clear()
        with pytest.raises(np.TransportError) as caught:
            driver.do(lambda api, request=request: api._transport.send(request))
        assert not caught.value.maybe_sent
        assert len(driver.clock.slept) == 2
        assert caught.value.__notes__ == [f"Tried 3 times in {sum(driver.clock.slept):.1f} s."]


class Connecting(httpx.BaseTransport, httpx.AsyncBaseTransport):
    """Cannot connect at first, and tells of it as httpx's own transports do, in part or not.

    Args:
        tells: What it tells of, each as ``connection.connect_tcp.``.
        goes_on: Whether it fails with something else than what it has told of.

    """

    def __init__(self, *tells, goes_on=False):
        self.tells, self.goes_on = tells, goes_on
        self.failed = httpcore.ConnectTimeout("slow")
        self.sent = []

    def handle_request(self, request):
        for name in self.tells:
            request.extensions["trace"](f"connection.connect_tcp.{name}", self.info(name))
        return self.answer(request)

    async def handle_async_request(self, request):
        for name in self.tells:
            await request.extensions["trace"](f"connection.connect_tcp.{name}", self.info(name))
        return self.answer(request)

    def info(self, name):
        return {"exception": self.failed} if name == "failed" else {}

    def answer(self, request):
        if "authorization" in request.url.path:
            return httpx.Response(200, json={"jwt": "a.b.c"})
        self.sent.append(request.content)
        if len(self.sent) == 1:
            raise httpx.ConnectTimeout("slow") from (None if self.goes_on else self.failed)
        return httpx.Response(200, json={})


@pytest.mark.parametrize("goes_on", [False, True])
@pytest.mark.parametrize("tells", [(), ("started",), ("started", "failed")])
def test_neither_what_it_fails_with_nor_what_it_tells_proves_anything(tells, goes_on, drive):
    """It may have sent it before, or after, by one that tells of nothing."""
    transport = Connecting(*tells, goes_on=goes_on)
    driver = drive(transport=transport)

    with pytest.raises(np.TimeoutError, match="slow") as caught:
        driver.do(lambda api: api.request("POST", "/shipments", json={}))
    assert caught.value.maybe_sent
    assert len(transport.sent) == 1


def test_a_storm_of_429_is_weathered(serve, drive):
    storm = status(429, headers=["Retry-After: 7"])
    server = serve(*[storm] * 64)
    driver = drive(server, retries=np.Retry(tries=65, budget=1e6))

    def call(api):
        return api.request("GET", "/divisions")

    if driver.runner:

        async def gather():
            return await asyncio.gather(*[call(driver.api) for _ in range(64)])

        answers = driver.runner.run(gather())
    else:
        with ThreadPoolExecutor(64) as threads:
            answers = list(threads.map(call, [driver.api] * 64))

    assert [answer.status_code for answer in answers] == [200] * 64
    assert len(server.requests) == 128
    assert server.tokens == 1
    slept = driver.clock.slept
    assert len(slept) == 64
    assert all(7.0 <= seconds <= 15.0 for seconds in slept)
    assert len(set(slept)) > 32  # They do not all come back at once.


def test_a_wait_beyond_the_budget_is_not_begun(caller):
    storm = status(429, headers=["Retry-After: 3600"])

    error, tries = caller.send(GET, storm)

    assert (type(error), tries) == (np.RateLimited, 1)
    assert error.retry_after == 3600.0
    assert caller.driver.clock.slept == []


@pytest.mark.parametrize(
    "fault", [status(503), close_instead_of_an_answer, status(200, "<html>"), status(429)]
)
def test_a_post_waits_for_its_token(fault, serve, drive):
    server = serve(token_faults=[fault, fault])
    driver = drive(server)

    answer = driver.do(lambda api: api.request("POST", "/shipments", json={}))

    assert answer.status_code == 200
    assert len(server.requests) == 1
    assert server.tokens == 3


@pytest.mark.parametrize(
    ("fault", "cls"),
    [
        (close_instead_of_an_answer, np.TransportError),
        (reset_in_the_body, np.TransportError),
        (status(503), np.ServiceUnavailable),
        (status(200, "<html>"), np.UnexpectedResponse),
    ],
)
@pytest.mark.parametrize("token_fault", [status(503), close_instead_of_an_answer])
def test_a_post_that_waited_for_its_token_is_sent_once(token_fault, fault, cls, serve, drive):
    server = serve(*[fault] * 3, token_faults=[token_fault])
    driver = drive(server)

    with pytest.raises(cls) as caught:
        driver.do(lambda api: api.shipments.create({"payerType": "Sender"}))

    assert caught.value.maybe_sent
    assert (len(server.requests), server.tokens) == (1, 2)


@pytest.mark.parametrize(
    ("fault", "cls"),
    [(status(503), np.ServiceUnavailable), (close_instead_of_an_answer, np.TransportError)],
)
def test_a_post_without_a_token_is_not_sent(fault, cls, serve, drive):
    server = serve(token_faults=[fault] * 9)
    driver = drive(server)

    with pytest.raises(cls) as caught:
        driver.do(lambda api: api.request("POST", "/shipments", json={}))

    assert server.requests == []
    assert not caught.value.maybe_sent


def test_a_refused_key_is_not_tried_again(serve, drive):
    server = serve(token_faults=[status(401, '{"message": "Unknown key"}')] * 9)
    driver = drive(server)

    with pytest.raises(np.InvalidApiKey, match="401 Unknown key"):
        driver.do(lambda api: api.divisions.find())

    assert server.tokens == 1
    assert driver.clock.slept == []


class Sleeper(Clock):
    """Oversleeps."""

    def sleep(self, seconds):
        super().sleep(seconds + 3600)


def lost_and_gone(connection):
    connection.server.stop_listening()
    connection.close()


@pytest.mark.parametrize("lost", [lost_and_gone, close_instead_of_an_answer, status(504)])
def test_what_an_earlier_try_may_have_done_is_not_forgotten(lost, serve, drive):
    """The last try has sent nothing: nobody listens, or there is no time left."""
    server = serve()
    settings = {} if lost is lost_and_gone else {"clock": Sleeper(), "deadline": 600}
    driver = drive(server, **settings)
    driver.do(lambda api: api.token())
    server.faults = [lost]

    with pytest.raises(np.TransportError) as caught:
        driver.do(lambda api: api.pickups.delete(7))

    assert len(server.requests) == 1
    assert driver.clock.slept
    assert caught.value.maybe_sent
    assert "may have done it" in "".join(caught.value.__notes__)


DELETED = status(422, '{"errors": {"errorMessage": "shipment_was_deleted"}}')


@pytest.mark.parametrize("lost", [close_instead_of_an_answer, silence, status(504)])
def test_a_deletion_that_was_done_at_the_first_try_is_a_success(lost, serve, drive):
    server = serve()
    waited_for = {"timeout": IMPATIENT, "retries": UNTIRED} if lost is silence else {}
    driver = drive(server, **waited_for)

    server.faults = [lost, *[DELETED] * 199]
    deleted = driver.do(lambda api: api.shipments.delete(7))
    assert type(deleted).__name__ == "DeletedShipment"

    server.faults = [lost, *[DELETED] * 199]
    answer = driver.do(lambda api: api.request("DELETE", "/shipments/7"))
    assert answer.status_code == 422
    assert answer.json() == {"errors": {"errorMessage": "shipment_was_deleted"}}


@pytest.mark.parametrize("first", [[], [status(429)]])
def test_a_deletion_that_somebody_else_did_is_an_error(first, serve, drive):
    server = serve(*first, DELETED)
    driver = drive(server)

    with pytest.raises(np.ValidationError) as caught:
        driver.do(lambda api: api.shipments.delete(7))

    assert caught.value.codes == ("shipment_was_deleted",)


def test_a_redirect_is_not_followed(serve, drive):
    elsewhere = serve()
    server = serve(status(307, headers=[f"Location: {elsewhere.url}/divisions"]))
    driver = drive(server)

    with pytest.raises(np.ApiError, match="not followed"):
        driver.do(lambda api: api.divisions.find())

    assert elsewhere.connections == 0


@pytest.mark.parametrize("backend", ["asyncio", "trio"])
@pytest.mark.parametrize("fault", [silence, silence_after_the_head])
def test_a_cancelled_call_gives_its_connection_back(backend, fault, serve):
    server, arrived = serve(), threading.Event()

    def play(connection):
        arrived.set()
        fault(connection)

    transport = httpx.AsyncHTTPTransport(limits=httpx.Limits(max_connections=1))

    async def main():
        async with np.AsyncNovaPost(KEY, server=server.url, transport=transport) as api:
            await api.token()
            server.faults = [play]
            async with anyio.create_task_group() as group:
                group.start_soon(api.divisions.find)
                await anyio.to_thread.run_sync(arrived.wait)
                group.cancel_scope.cancel()
            assert (await api.request("GET", "/x")).status_code == 200

    anyio.run(main, backend=backend)


def test_timed_out_calls_give_their_connections_back(serve, drive, kind):
    cls = httpx.AsyncHTTPTransport if kind == "async" else httpx.HTTPTransport
    transport = cls(limits=httpx.Limits(max_connections=1))
    server = serve()
    driver = drive(server, timeout=IMPATIENT, retries=UNTIRED, transport=transport)
    driver.do(lambda api: api.token())
    server.faults = [silence, silence_in_the_body]

    assert driver.do(lambda api: api.request("GET", "/x")).status_code == 200


def test_a_closed_client_says_so(serve, drive):
    driver = drive(serve())
    driver.close()

    with pytest.raises(np.NovaPostError, match="has been closed"):
        driver.do(lambda api: api.divisions.find())
