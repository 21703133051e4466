"""Transports around others: what goes over httpx's is taken for what it is, wrapped or not."""

import asyncio
import gc
import threading
from contextlib import closing, suppress
from functools import partial
from inspect import iscoroutinefunction
from unittest.mock import Mock

import httpx
import pytest
import wrapt
from fault_server import KEY, Clock, jwt
from wire_around import AsyncAround, AsyncFailsOver, AsyncSilent, FailsOver, bare
from wire_faults import reset_after_the_body
from wire_process import HERE, run_program
from wire_server import ANSWER
from wire_storm import Storm, serving

import novapost_auth as np
from novapost_auth._wire import libraries

HELPERS = {"PYTHONPATH": str(HERE)}
SYNC = """
from wire_around import Around, Late
api = sync_client({made})
first = get(api, "/parent-1")
wait(*[fork(lambda: get(api, f"/{{os.getpid()}}-1")) for _ in range(3)])
assert get(api, "/parent-2") == first
"""
ASYNC = """
import httpx
from wire_around import AsyncAround
from httpx_aiohttp import AiohttpTransport
api = async_client({made})
runner = asyncio.Runner()
first = runner.run(aget(api, "/parent-1"))
def refused():
    try:
        asyncio.run(aget(api, "/child-1"))
    except np.TransportError as error:
        assert "after the fork" in str(error) and not error.maybe_sent
    else:
        raise AssertionError("it was used")
wait(*[fork(refused) for _ in range(3)])
assert runner.run(aget(api, "/parent-2")) == first
runner.run(api.aclose())
"""


@pytest.mark.parametrize(
    "made",
    [
        "transport=Around()",
        "transport=Late()",
        "http_client=__import__('httpx').Client(transport=Around())",
    ],
)
def test_a_child_has_connections_of_its_own(made, wire_serve):
    """It would take the parent's answers: nobody knows whose they are on one connection."""
    server = wire_serve()
    run_program(server, SYNC.format(made=made), key=KEY, environ=HELPERS)

    owners = {}
    for arrival in server.seen("GET /v.1.0/"):
        if "/authorization" not in arrival.line:
            owner = arrival.line.split("/")[2].split("-")[0]
            assert owners.setdefault(arrival.connection, owner) == owner
    assert len(owners) == 4


WITHOUT_THREADS = """
import httpx
api = sync_client({made})
get(api, "/parent")
def refused():
    def start(thread):
        raise RuntimeError("can't start new thread")
    begin, threading.Thread.start = threading.Thread.start, start
    try:
        get(api, "/child-1")
    except np.TransportError as error:
        assert "after the fork" in str(error) and not error.maybe_sent
    else:
        raise AssertionError("it was used")
    threading.Thread.start = begin
    get(api, "/child-2")
wait(fork(refused))
"""


@pytest.mark.parametrize("made", ["transport=httpx.HTTPTransport()", "http_client=httpx.Client()"])
def test_a_child_that_can_start_no_thread_is_refused_in_words(made, wire_serve):
    server = wire_serve()
    run_program(server, WITHOUT_THREADS.format(made=made), key=KEY)
    assert not server.seen("/child-1")
    assert len(server.connections_of("/child-2") - server.connections_of("/parent")) == 1


@pytest.mark.parametrize("made", ["transport=AsyncAround()", "transport=AiohttpTransport()"])
def test_a_child_is_refused_one_for_coroutines(made, wire_serve):
    server = wire_serve()
    run_program(server, ASYNC.format(made=made), key=KEY, environ=HELPERS)
    assert len(server.seen("/child-1")) == 0


def client(server, **settings):
    settings.setdefault("timeout", 20)
    return np.AsyncNovaPost(
        KEY, server=getattr(server, "url", server), retries=None, environ={}, **settings
    )


WAYS = {
    "a transport": lambda: {"transport": httpx.AsyncHTTPTransport()},
    "one around it": lambda: {"transport": AsyncAround()},
    "a client": lambda: {"http_client": httpx.AsyncClient()},
    "a client over one around it": lambda: {
        "http_client": httpx.AsyncClient(transport=AsyncAround())
    },
}
ways = pytest.mark.parametrize("made", WAYS.values(), ids=WAYS.keys())


@pytest.mark.filterwarnings("ignore::ResourceWarning")  # The loops end with sockets open.
@ways
def test_one_loop_after_another(made, wire_serve):
    server = wire_serve()
    api = client(server, **made())
    for _ in range(3):
        assert asyncio.run(api.request("GET", "/x")).status_code == 200

    asyncio.run(api.aclose())
    del api
    gc.collect()


@ways
def test_another_loop_is_refused_while_the_first_one_runs(made, wire_serve):
    server, passed = wire_serve(), made()
    api, caught = client(server, **passed), []

    def elsewhere():
        with pytest.raises(np.TransportError, match="which still runs") as refused:
            asyncio.run(api.request("POST", "/x"))
        caught.append(refused.value.maybe_sent)

    async def main():
        await api.request("GET", "/x")
        await asyncio.to_thread(elsewhere)
        assert (await api.request("GET", "/x")).status_code == 200
        await api.aclose()
        if "http_client" in passed:
            await passed["http_client"].aclose()

    asyncio.run(main())

    assert caught == [False]
    assert server.posts == []


@pytest.mark.filterwarnings("ignore::ResourceWarning")
@ways
def test_a_token_is_renewed_in_another_loop_while_a_post_is_under_way(made, wire_serve):
    """The first token call there takes leave of the ended loop's connections, not of the others."""
    release, clock = threading.Event(), Clock()

    def slowly(wire):
        release.wait(30)
        wire.answer()

    async def main(api):
        post = asyncio.ensure_future(api.shipments.create({}))
        await asyncio.to_thread(server.wait, lambda: server.count("POST ") == 1)
        clock.now += 4000
        await api.request("GET", "/y")
        assert server.tokens == 2
        release.set()
        assert (await post).number == ANSWER["number"]
        await api.aclose()

    server = wire_serve(slowly)
    api = client(server, clock=clock, **made())
    asyncio.run(api.request("GET", "/x"))
    asyncio.run(main(api))
    del api
    gc.collect()


@pytest.mark.filterwarnings("ignore::ResourceWarning")  # Of anyio's, for cancelled connects.
@pytest.mark.parametrize("seed", [1, 2])
def test_calls_over_a_wrapped_pool_are_cancelled(seed):
    """Where it is cancelled as it waits, the pool loses a connection, though not each time."""
    with serving() as url:
        transport = AsyncAround(limits=httpx.Limits(max_connections=1))
        storm = Storm(url, calls=400, together=60, transport=transport, seed=seed)
        asyncio.run(storm.run())
        assert storm.unexpected == []
        gc.collect()


@pytest.mark.parametrize("over", ["transport", "client"])
def test_what_tells_of_nothing_is_not_taken_to_wait_for_a_connection(over, wire_serve):
    release = threading.Event()

    def slowly(wire):
        release.wait(30)
        wire.answer()

    server = wire_serve(slowly)

    async def main():
        transport = AsyncSilent()
        passed = {"transport": transport}
        if over == "client":
            passed = {"http_client": httpx.AsyncClient(transport=transport)}
        api = client(server, timeout=httpx.Timeout(20, pool=0.05), **passed)
        await api.token()
        post = asyncio.ensure_future(api.shipments.create({}))
        await asyncio.to_thread(server.wait, lambda: server.count("POST ") == 1)
        await asyncio.sleep(0.3)
        release.set()
        created = await post
        await transport.inner["all"].aclose()
        return created.number

    assert asyncio.run(main()) == ANSWER["number"]


@pytest.mark.parametrize("over", ["transport", "client"])
def test_one_fails_over_after_what_it_told_nothing_of(over, kind, drive, wire_serve):
    """That it could not connect at last proves nothing of what it tried at first."""
    server = wire_serve(reset_after_the_body)
    transport = FailsOver() if kind == "sync" else AsyncFailsOver()
    passed = {"transport": transport}
    if over == "client":
        made = httpx.Client if kind == "sync" else httpx.AsyncClient
        passed = {"http_client": made(transport=transport)}
    driver = drive(server, **passed)
    driver.do(lambda api: api.token())

    with pytest.raises(np.TransportError) as caught:
        driver.do(lambda api: api.shipments.create({}))

    assert caught.value.maybe_sent
    assert len(server.posts) == 1


class LosesAnswers:
    """Is no transport but by what it can do, as httpx is content with; it tells of nothing."""

    def __init__(self):
        self.inner = httpx.HTTPTransport()

    def handle_request(self, request):
        response = self.inner.handle_request(bare(request))
        if request.method == "POST":
            response.close()
            raise httpx.ReadError("reset")
        return response

    def close(self):
        self.inner.close()


class Wrapped(wrapt.ObjectProxy):
    handle_request = LosesAnswers.handle_request

    @property
    def inner(self):
        return self.__wrapped__


LOSING = {
    "looks like one": lambda: httpx.Client(transport=LosesAnswers()),
    "wrapped": lambda: httpx.Client(transport=Wrapped(httpx.HTTPTransport())),
    "mounted": lambda: httpx.Client(mounts={"all://": LosesAnswers()}),
}


def failing_over(send):
    """Make a method that tells of its second try alone, which goes elsewhere."""

    def method(self, request, *args, **settings):
        if request.method != "POST":
            return send(self, request, *args, **settings)
        with suppress(httpx.TransportError):
            return send(self, bare(request), *args, **settings)
        request.url = request.url.copy_with(port=1)
        return send(self, request, *args, **settings)

    async def async_method(self, request, *args, **settings):
        if request.method != "POST":
            return await send(self, request, *args, **settings)
        with suppress(httpx.TransportError):
            return await send(self, bare(request), *args, **settings)
        request.url = request.url.copy_with(port=1)
        return await send(self, request, *args, **settings)

    return async_method if iscoroutinefunction(send) else method


@pytest.mark.parametrize("where", ["in its class", "in one derived", "at it"])
@pytest.mark.parametrize("name", ["send", "_send_single_request"])
def test_what_took_the_place_of_a_clients_method_proves_nothing(
    name, where, kind, drive, wire_serve, monkeypatch
):
    """As Sentry and ddtrace do it, and who has calls tried again."""
    server = wire_serve(reset_after_the_body)
    cls = httpx.Client if kind == "sync" else httpx.AsyncClient
    method = failing_over(getattr(cls, name))
    if where == "in its class":
        monkeypatch.setattr(cls, name, method)
    made = type("Tries", (cls,), {name: method} if where == "in one derived" else {})()
    if where == "at it":
        setattr(made, name, partial(method, made))
    driver = drive(server, http_client=made)

    with pytest.raises(np.TransportError) as caught:
        driver.do(lambda api: api.shipments.create({}))

    assert caught.value.maybe_sent
    assert len(server.posts) == 1


@pytest.mark.parametrize("made", LOSING.values(), ids=LOSING.keys())
def test_a_client_proves_nothing_over_what_is_no_transport_of_its_library(made, wire_serve):
    server = wire_serve()
    with closing(made()) as over:
        api = np.NovaPost(KEY, server=server.url, http_client=over, environ={})
        with pytest.raises(np.TransportError) as caught:
            api.shipments.create({})
    assert caught.value.maybe_sent
    assert len(server.posts) == 1


class Unbound:
    """As what belongs to a request of a web framework: outside of one it answers nothing."""

    def __getattribute__(self, name):
        raise RuntimeError("no request")


def answer(request):
    body = {"jwt": jwt()} if "authorization" in request.url.path else ANSWER
    return httpx.Response(200, json=body)


def test_what_else_a_client_keeps_says_nothing_of_how_it_sends(wire_serve):
    server = wire_serve()
    with httpx.Client() as over:
        over.signal, over.log, over.user = Mock(["send"]), Mock(spec=dict), Unbound()
        api = np.NovaPost(KEY, server=server.url, http_client=over, environ={}, retries=None)
        api.token()
        server.close()
        with pytest.raises(np.TransportError) as caught:
            api.shipments.create({})
    assert not caught.value.maybe_sent


def test_what_a_transport_has_kept_is_not_looked_through_with_each_call(monkeypatch):
    looked = []

    class Keeps(httpx.MockTransport):
        def __init__(self):
            super().__init__(answer)
            self.kept, self.by_number = list(range(5000)), dict.fromkeys(range(5000), "")

    def library_of(value, *_):
        looked.append(value)

    transport = Keeps()
    with np.NovaPost(KEY, server="https://x.example", transport=transport, environ={}) as api:
        api.token()
        monkeypatch.setattr(libraries, "library_of", library_of)
        api.request("GET", "/x")
    assert 0 < len(looked) < 100


def test_what_stands_in_for_a_service_belongs_to_nobody():
    """It has no connections: several loops at once may use it, as tests do."""
    api = client("https://api.example/v.1.0", transport=httpx.MockTransport(answer))

    async def main():
        await api.request("GET", "/x")
        await asyncio.to_thread(partial(asyncio.run, api.request("GET", "/x")))
        await api.request("GET", "/x")

    asyncio.run(main())
