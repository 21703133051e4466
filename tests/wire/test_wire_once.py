"""A POST is sent at most once, and the error says so wherever a byte of it may have left."""

import errno
import os
import threading
from importlib import import_module

import httpx
import pytest
import trustme
from fault_server import Clock
from wire_authority import server_context
from wire_faults import FAULTS
from wire_ways import WAYS, chain, leaks, only

import novapost_auth as np
from novapost_auth._wire import http1

# Seconds of silence, for those faults that are nothing else; for all others a busy machine may
# take its time.
IMPATIENT, PATIENT = 0.2, 30.0


def of_clients(way):
    """Whether it has hooks."""
    return way.what == "client"


def of_the_library(way):
    """Whether it is made of a transport that a library brings along."""
    return way.what != "installed" and way.library != "httpx_aiohttp"


ROWS = [
    pytest.param(fault, use, id=f"{fault.__name__}-{use}")
    for fault in FAULTS
    for use in (("reused",) if fault.stage == "idle" else ("fresh", "reused"))
    if not (fault.slow and use == "reused")
]


@only(lambda way: way.what == "installed")
@pytest.mark.parametrize(("fault", "use"), ROWS)
def test_a_post_meets_a_fault(fault, use, way, ways, wire_serve):
    meet(fault, use, way, ways, wire_serve)


@only(lambda way: way.what != "installed")
@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
def test_a_post_over_what_was_passed_meets_a_fault(fault, way, ways, wire_serve):
    """Each fault on each way, on a connection of one kind: each kind on each way, by turns."""
    use = ("fresh", "reused")[(FAULTS.index(fault) + WAYS.index(way)) % 2]
    if fault.stage == "idle" or fault.slow:
        use = "reused" if fault.stage == "idle" else "fresh"
    meet(fault, use, way, ways, wire_serve)


def meet(fault, use, way, ways, wire_serve):
    server = wire_serve(fault, fresh=use == "fresh", tls=server_context() if fault.tls else None)
    if fault.stage == "idle":
        server.on = "/warm"
    opened = ways.open(
        way,
        server,
        timeout=PATIENT,
        clock=None if fault.slow else Clock(),
    )
    opened.warm()
    if fault.stage == "idle":
        assert server.idle_ended.wait(30)
        notice(opened)

    created, error = opened.post(timeout=IMPATIENT if fault.slow else PATIENT)

    posts = server.posts
    assert len(posts) <= 1
    assert len(server.wires) <= wires_at_most(use)
    if error is None:
        assert fault.expect in ("answered", "any")
        assert created.number == "NUMBER"
        assert len(posts) == 1
    else:
        assert isinstance(error, np.NovaPostError)
        assert fault.expect != "answered", error
        assert error.maybe_sent or is_refusal(error)
        assert leaks(error) == []
    check_that_all_is_well_again(opened, server)


def wires_at_most(use):
    """Return how many connections there are: for token, GET and POST, and one that is replaced."""
    return 4 if use == "fresh" else 3


def is_refusal(error):
    return isinstance(error, np.ApiError) and 400 <= error.status_code < 500


def notice(opened):
    """Let an event loop see what has come in meanwhile."""
    if opened.driver.runner:
        import asyncio  # noqa: PLC0415

        opened.driver.runner.run(asyncio.sleep(0.02))


def check_that_all_is_well_again(opened, server):
    server.armed, before = False, len(server.posts)
    created, error = opened.post()
    assert error is None
    assert created.number == "NUMBER"
    assert len(server.posts) == before + 1


def test_nothing_listens(way, ways, wire_serve):
    server = wire_serve(fresh=True)
    opened = ways.open(way, server)
    opened.warm()
    server.stop_listening()

    _, error = opened.post()

    assert isinstance(error, np.TransportError)
    assert leaks(error) == []
    assert server.posts == []
    if way.knows_its_connecting:
        assert not error.maybe_sent
        assert len(opened.slept) == 2  # Nothing was sent, so that it may be tried again.
    else:
        assert len(opened.slept) == (2 if not error.maybe_sent else 0)


@pytest.mark.parametrize("authority", ["unknown", "for another host"])
def test_a_certificate_that_is_not_trusted(authority, way, ways, wire_serve):
    contexts = {
        "unknown": lambda: server_context(authority=trustme.CA()),
        "for another host": lambda: server_context("other.example"),
    }
    server = wire_serve(tls=contexts[authority]())
    opened = ways.open(way, server)

    _, error = opened.post()

    assert isinstance(error, np.TransportError)
    assert not error.maybe_sent  # It did not even get a token.
    assert server.arrivals == []
    assert "certificate" in str(error).lower()


def test_a_handshake_that_breaks_off_at_the_post(way, ways, wire_serve):
    server = wire_serve(fresh=True, tls=server_context())
    opened = ways.open(way, server)
    opened.warm()
    server._tls = Broken(server._tls, times=1)

    created, error = opened.post()

    if error is None:
        assert created.number == "NUMBER"
        assert len(server.posts) == 1
        assert len(opened.slept) == 1
    else:
        assert error.maybe_sent
        assert not way.knows_its_connecting
        assert server.posts == []


class Broken:
    """A context that breaks off a handshake, and then serves well."""

    def __init__(self, context, times):
        self.context, self.times = context, times

    def wrap_socket(self, sock, **settings):
        if self.times:
            self.times -= 1
            sock.recv(1)
            raise ConnectionAbortedError
        return self.context.wrap_socket(sock, **settings)


class Strange(Exception):
    pass


def told(cls):
    """Make an error as hooks raise it: with all that they know in its text."""

    def make(request):
        text = f"{dict(request.headers)} {request.headers.get('authorization')}"
        if cls in (OSError, ConnectionRefusedError):
            return cls(111, text)
        return cls(text)

    return make


RAISED = [
    *[httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ReadTimeout],
    *[httpx.ReadError, httpx.ProxyError, httpx.UnsupportedProtocol, httpx.DecodingError],
    *[httpx.InvalidURL, OSError, ConnectionRefusedError, TimeoutError, ValueError, KeyError],
    *[AssertionError, RuntimeError, Strange, UnicodeDecodeError],
]


def raising(cls, when, kind, calls):
    def raise_it(request):
        calls.append(request.method)
        if cls is UnicodeDecodeError:
            raise UnicodeDecodeError("utf-8", request.headers["authorization"].encode(), 0, 1, "x")
        raise told(cls)(request)

    def hook(message):
        request = message if when == "request" else message.request
        if request.method == "POST":
            raise_it(request)

    async def async_hook(message):
        hook(message)

    return {when: [hook if kind == "sync" else async_hook]}


@only(of_clients)
@pytest.mark.parametrize("cls", RAISED, ids=lambda cls: cls.__name__)
@pytest.mark.parametrize("when", ["request", "response"])
def test_a_hook_raises(when, cls, way, ways, wire_serve):
    if way.library == "httpx2" and cls.__module__ == "httpx":
        import httpx2  # noqa: PLC0415

        cls = getattr(httpx2, cls.__name__)
    calls = []
    made = way.make(event_hooks=raising(cls, when, way.kind, calls))
    server = wire_serve()
    opened = ways.open(way, server, made=made)
    opened.warm()

    _, error = opened.post()

    assert isinstance(error, np.NovaPostError)
    assert isinstance(error, np.TransportError | np.UnexpectedResponse)
    assert len(server.posts) == (1 if when == "response" else 0)
    assert len(calls) == 1  # Nobody knows what it has done: it is not asked again.
    assert error.maybe_sent or when == "request"
    assert leaks(error) == []
    for cause in chain(error)[1:]:
        assert cause.__traceback__ is None  # In whose frames there may be anything.


@pytest.fixture
def for_status(way):
    """Hooks as many have them."""

    def check(response):
        response.raise_for_status()

    async def async_check(response):
        response.raise_for_status()

    return {"response": [check if way.kind == "sync" else async_check]}


@only(of_clients)
@pytest.mark.parametrize("status", [500, 503])
def test_a_hook_that_raises_for_status(status, for_status, way, ways, wire_serve):
    def fault(wire):
        wire.answer(status, {"message": "later"}, ["Retry-After: 0"])

    server = wire_serve(fault)
    opened = ways.open(way, server, made=way.make(event_hooks=for_status))

    _, error = opened.post()

    assert isinstance(error, np.NovaPostError)
    assert len(server.posts) == 1
    assert error.maybe_sent
    assert leaks(error) == []


@only(of_clients)
def test_a_token_is_tried_again_though_a_hook_raises_for_its_refusal(
    for_status, way, ways, wire_serve
):
    refusals = [401]

    def fault(wire):
        status = refusals.pop() if refusals else 201
        wire.answer(status, {"id": 1})

    server = wire_serve(fault)
    opened = ways.open(way, server, made=way.make(event_hooks=for_status))
    opened.warm()

    _, error = opened.post()

    assert error is None
    assert len(server.posts) == 2  # The refused one did nothing.


def another_error(np):
    return [
        np.ServiceUnavailable(httpx.Response(503, request=httpx.Request("GET", "http://x/"))),
        np.TransportError("elsewhere", maybe_sent=False),
        np.RateLimited(httpx.Response(429, request=httpx.Request("GET", "http://x/"))),
    ]


@only(of_clients)
@pytest.mark.parametrize("number", range(3))
def test_a_hook_that_raises_an_error_of_ours(number, way, ways, wire_serve):
    """As one does that itself calls another service of this kind."""

    def hook(response):
        if response.request.method == "POST":
            raise another_error(np)[number]

    async def async_hook(response):
        hook(response)

    hooks = {"response": [hook if way.kind == "sync" else async_hook]}
    server = wire_serve()
    opened = ways.open(way, server, made=way.make(event_hooks=hooks))

    _, error = opened.post()

    assert isinstance(error, np.NovaPostError)
    assert len(server.posts) == 1
    assert error.maybe_sent


@only(lambda way: of_clients(way) and way.kind == "sync")
@pytest.mark.parametrize("cls", [KeyboardInterrupt, SystemExit])
def test_what_interrupts_a_program_is_let_through(cls, way, ways, wire_serve):
    raised = []

    def hook(response):
        if response.request.method == "POST" and not raised:
            raised.append(cls())
            raise raised[0]

    server = wire_serve()
    opened = ways.open(way, server, made=way.make(event_hooks={"response": [hook]}))
    opened.warm()

    with pytest.raises(cls) as caught:
        opened.do(lambda api: api.shipments.create({}))

    assert caught.value is raised[0]
    check_that_all_is_well_again(opened, server)


class Adapter(httpx.BaseTransport, httpx.AsyncBaseTransport):
    """Somebody's transport: it sends, and then fails as it likes."""

    def __init__(self, cls, *, in_body):
        self.cls, self.in_body, self.posts = cls, in_body, 0

    def handle_request(self, request):
        if "authorization" in request.url.path:
            from fault_server import jwt  # noqa: PLC0415

            return httpx.Response(200, json={"jwt": jwt()})
        self.posts += 1
        error = told(self.cls)(request)
        if not self.in_body:
            raise error
        return httpx.Response(200, stream=Failing(error))

    async def handle_async_request(self, request):
        return self.handle_request(request)


class Failing(httpx.SyncByteStream, httpx.AsyncByteStream):
    def __init__(self, error):
        self.error = error

    def __iter__(self):
        yield b"{"
        raise self.error

    async def __aiter__(self):
        yield b"{"
        raise self.error


FOREIGN = [*RAISED[:-1], EOFError, BrokenPipeError, StopIteration, LookupError]


@pytest.mark.parametrize("in_body", [False, True], ids=["at once", "in the body"])
@pytest.mark.parametrize("cls", FOREIGN, ids=lambda cls: cls.__name__)
def test_a_transport_of_somebody_raises(cls, in_body, drive):
    """What a ConnectError of an adapter means, nobody knows: aiohttp's is a reset as well."""
    transport = Adapter(cls, in_body=in_body)
    driver = drive("http://127.0.0.1:1/v.1.0", transport=transport)

    with pytest.raises(np.NovaPostError) as caught:
        driver.do(lambda api: api.shipments.create({}))

    error = caught.value
    assert isinstance(error, np.TransportError | np.UnexpectedResponse)
    assert transport.posts == 1
    assert error.maybe_sent
    assert leaks(error) == []


def test_eight_threads_meet_resets(ways, wire_serve):
    """Each of many POSTs at once meets a reset: each arrives once, and no more."""
    from wire_faults import reset_after_the_body  # noqa: PLC0415

    server = wire_serve(reset_after_the_body)
    opened = ways.open(WAYS[0], server)
    opened.warm()
    errors = []

    def work(number):
        for turn in range(8):
            try:
                opened.driver.api.shipments.create({"clientOrder": f"{number}-{turn}"})
            except Exception as error:  # noqa: BLE001
                errors.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(errors) == 64
    assert all(isinstance(error, np.TransportError) and error.maybe_sent for error in errors)
    bodies = [arrival.body for arrival in server.posts]
    assert len(bodies) == len(set(bodies)) == 64


@only(lambda way: way.library != "httpx_aiohttp")
@pytest.mark.parametrize("place", ["transport", "pool"])
@pytest.mark.parametrize("cls", ["ConnectError", "ReadTimeout"])
def test_what_took_the_place_of_a_transport_raises(cls, place, way, ways, wire_serve, monkeypatch):
    """As mocks do it: it tells of nothing, and may have sent what it failed with."""
    server, posts = wire_serve(), []
    opened = ways.open(way, server)
    opened.warm()
    kind = "Async" * (way.kind == "async")
    library = {"httpx": "httpcore", "httpx2": "httpcore2"}[way.library]
    name = "handle_async_request" if kind else "handle_request"
    where = f"{way.library}.{kind}HTTPTransport.{name}"
    if place == "pool":
        where = f"{library}.{kind}ConnectionPool.{name}"
    error = getattr(import_module(library if place == "pool" else way.library), cls)

    def mock(_, request):
        posts.append(request.method)
        raise error("in place of it")

    async def async_mock(_, request):
        mock(_, request)

    monkeypatch.setattr(where, async_mock if kind else mock)

    with pytest.raises(np.TransportError) as caught:
        opened.do(lambda api: api.shipments.create({}))

    assert len(posts) == 1
    assert caught.value.maybe_sent
    assert server.posts == []


def replace_at_it(place, way, transport, mock):
    """Take the place of what ``transport`` sends by: of this one alone."""
    name = "handle_request" if way.kind == "sync" else "handle_async_request"
    if place == "a pool of somebody's":
        transport._pool = type("Pool", (), {name: staticmethod(mock)})()
    else:
        setattr(transport._pool if place == "pool" else transport, name, mock)


@only(lambda way: of_the_library(way) and way.what == "transport")
@pytest.mark.parametrize("place", ["transport", "pool", "a pool of somebody's"])
def test_what_took_the_place_of_one_transport_raises(place, way, ways, wire_serve):
    """As above, where it is a single object that sends by something else."""
    server, posts = wire_serve(), []
    transport = (made := way.make())["transport"]
    opened = ways.open(way, server, made=made)
    opened.warm()

    def mock(request):
        posts.append(request.method)
        raise httpx.ReadTimeout("in place of it")

    async def async_mock(request):
        mock(request)

    pool, own = transport._pool, vars(transport).copy()
    replace_at_it(place, way, transport, mock if way.kind == "sync" else async_mock)

    _, error = opened.post()

    vars(pool).pop("handle_request", None)
    vars(pool).pop("handle_async_request", None)
    vars(transport).clear()
    vars(transport).update(own)
    assert isinstance(error, np.TransportError)
    assert len(posts) == 1
    assert error.maybe_sent


def failing_over(way, url):
    """Make a transport that goes to ``url`` where the server is not there, by a request of its own.

    It tells of its first try alone.
    """
    library = import_module(way.library)

    def anew(request):
        path = request.url.raw_path.decode()
        content = request.content if request.method == "POST" else None
        headers = [pair for pair in request.headers.raw if pair[0].lower() != b"host"]
        return library.Request(request.method, url + path, headers=headers, content=content)

    class FailsOver(library.HTTPTransport):
        def handle_request(self, request):
            try:
                return super().handle_request(request)
            except library.ConnectError:
                return super().handle_request(anew(request))

    class AsyncFailsOver(library.AsyncHTTPTransport):
        async def handle_async_request(self, request):
            try:
                return await super().handle_async_request(request)
            except library.ConnectError:
                return await super().handle_async_request(anew(request))

    return (FailsOver if way.kind == "sync" else AsyncFailsOver)()


@only(of_the_library)
def test_a_transport_goes_on_after_it_could_not_connect(way, ways, wire_serve):
    """What failed first proves nothing of what came after it."""
    from wire_faults import reset_after_the_body  # noqa: PLC0415

    server = wire_serve(reset_after_the_body)
    transport = failing_over(way, server.origin)
    made = {"transport": transport} if way.what == "transport" else way.make(transport=transport)
    opened = ways.open(way, "http://127.0.0.1:1/v.1.0", made=made)

    _, error = opened.post()

    assert isinstance(error, np.TransportError)
    assert len(server.posts) == 1
    assert error.maybe_sent


@only(of_the_library)
def test_a_transport_of_ones_own_that_cannot_connect(way, ways):
    """What is told of is a proof where it is what the call has failed with."""
    library = import_module(way.library)
    cls = library.HTTPTransport if way.kind == "sync" else library.AsyncHTTPTransport
    transport = type("Own", (cls,), {})()
    made = {"transport": transport} if way.what == "transport" else way.make(transport=transport)
    opened = ways.open(way, "http://127.0.0.1:1/v.1.0", made=made)

    _, error = opened.post()

    assert isinstance(error, np.TransportError)
    assert not error.maybe_sent


def test_what_reads_answers_cannot_be_loaded(wire_serve, drive, monkeypatch):
    """It is loaded with the first connection, and a process may have no descriptor left for it."""

    def out_of_descriptors():
        raise OSError(errno.EMFILE, os.strerror(errno.EMFILE))

    server = wire_serve(fresh=True)
    driver = drive(server, retries=None)
    driver.do(lambda api: api.token())
    with monkeypatch.context() as patch:
        patch.setattr(http1, "_implementation", out_of_descriptors)
        with pytest.raises(np.TransportError, match="Too many open files") as caught:
            driver.do(lambda api: api.shipments.create({}))

    assert not caught.value.maybe_sent
    assert server.posts == []
    assert driver.do(lambda api: api.shipments.create({})).number == "NUMBER"
