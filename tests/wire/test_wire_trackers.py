"""Faults that others have reported of such libraries, by the number they have there."""

import asyncio
import socket
import threading
from concurrent.futures import ThreadPoolExecutor

import anyio
import httpx
import pytest
from fault_server import KEY
from wire_authority import server_context
from wire_server import Gone, at
from wire_storm import left_over, sockets

import novapost_auth as np


@pytest.mark.parametrize("connections", ["as installed", "one connection"])
def test_a_pool_that_has_met_refusals_under_load_works_again(connections, wire_serve):
    """encode/httpcore#550: connects that fail under load poison the pool."""
    server, transport = wire_serve(fresh=True), None
    if connections == "one connection":
        transport = httpx.HTTPTransport(limits=httpx.Limits(max_connections=1))
    with np.NovaPost(
        KEY, server=server.url, transport=transport, retries=None, timeout=10, environ={}
    ) as api:
        api.token()
        server.stop_listening()

        def call(_):
            with pytest.raises(np.TransportError) as caught:
                api.shipments.create({})
            return caught.value

        with ThreadPoolExecutor(20) as threads:
            errors = list(threads.map(call, range(200)))
        assert not any(error.maybe_sent for error in errors)
        wire_serve(port=server.port)
        assert api.shipments.create({}).number == "NUMBER"


def test_more_threads_than_connections_lose_no_answer(wire_serve):
    """encode/httpcore#1110: a connection is closed that another thread has just been given."""
    server = wire_serve()
    with np.NovaPost(KEY, server=server.url, retries=None, timeout=20, environ={}) as api:

        def call(number):
            path = f"/x-{number}"
            return api.request("GET", path).json()["path"].endswith(path)

        with ThreadPoolExecutor(120) as threads:
            assert all(threads.map(call, range(600)))

    assert len(server.wires) <= 120


@at("head")
def too_large(wire):
    wire.answer(413, {"message": "too large"}, ["Connection: close"])
    raise Gone


@pytest.mark.filterwarnings("ignore:Sending a large body")  # aiohttp's advice on its own interface
def test_a_large_upload_is_answered_before_it_was_sent(way, ways, wire_serve):
    """encode/httpcore#723: the answer comes while the body is being written, then a reset."""
    server = wire_serve(too_large, on="POST ")
    opened = ways.open(way, server, timeout=20)
    opened.warm()

    with pytest.raises(np.NovaPostError) as caught:
        opened.do(lambda api: api.shipments.upload_file(1, file=bytes(5_000_000)))

    assert len(server.posts) == 1
    error = caught.value
    assert error.maybe_sent or getattr(error, "status_code", None) == 413


@pytest.mark.parametrize(
    "no_proxy",
    ["localhost,127.0.0.1,[::1]", "::1", "10.0.0.0/8,::/0", "*:80", ",", "exa mple", "é"],
)
def test_odd_entries_of_no_proxy(no_proxy, serve, drive, monkeypatch):
    """encode/httpx#2660: an address in brackets there, and no client could be made."""
    monkeypatch.setenv("NO_PROXY", no_proxy)
    monkeypatch.setenv("no_proxy", no_proxy)
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    driver = drive(serve())

    assert driver.do(lambda api: api.request("GET", "/x")).status_code == 200


@pytest.mark.parametrize("backend", ["asyncio", "trio"])
@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_closing_does_not_wait_for_a_peer_that_says_nothing(backend, wire_serve):
    """encode/httpcore#726: the goodbye of TLS waits for an answer that never comes."""
    server = wire_serve(on="/x", tls=server_context())
    # Or the late ones are sent over connections that answer no more.
    all_here = threading.Barrier(10)

    @at("body")
    def answer_and_sleep(wire):
        all_here.wait(30)
        wire.answer()
        server.gone.wait(30)
        raise Gone

    server.fault = answer_and_sleep

    async def main():
        api = np.AsyncNovaPost(KEY, server=server.url, retries=None, environ={})
        async with anyio.create_task_group() as group:
            for _ in range(10):
                group.start_soon(api.request, "GET", "/x")
        with anyio.fail_after(15):
            await api.aclose()

    anyio.run(main, backend=backend)


@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_handshakes_that_fail_leave_no_sockets(wire_serve, drive):
    """encode/httpcore#443: the connection below is forgotten when TLS fails on it."""
    import trustme  # noqa: PLC0415

    server = wire_serve(tls=server_context(authority=trustme.CA()))
    driver = drive(server, retries=None)
    before = sockets()
    for _ in range(20):
        with pytest.raises(np.TransportError):
            driver.do(lambda api: api.token())

    server.close()
    assert left_over(before, threading.enumerate())[0] == 0


@pytest.mark.filterwarnings("ignore::ResourceWarning")  # Of anyio's, for cancelled connects.
@pytest.mark.parametrize("turns", range(0, 80, 2))
def test_a_call_over_tls_is_cancelled_at_its_every_step(turns, wire_serve):
    """encode/httpcore#1093, #830: a connection that is neither open nor closed, for ever."""
    server = wire_serve(tls=server_context())

    async def main():
        api = np.AsyncNovaPost(KEY, server=server.url, retries=None, timeout=20, environ={})
        for _ in range(3):
            task = asyncio.ensure_future(api.request("POST", "/x", json={}))
            for _ in range(turns):
                await asyncio.sleep(0)
            task.cancel()
            await asyncio.wait([task])
            assert task.cancelled() or task.exception() is None
        async with asyncio.timeout(20):
            assert (await api.request("GET", "/y")).status_code == 200
            await api.aclose()

    asyncio.run(main())
    assert len(server.posts) <= 3


def test_an_interrupt_from_outside_is_no_error_of_the_network(wire_serve):
    """A time limit around the call is its caller's: it comes out as what it is."""

    @at("body")
    def silence(wire):
        wire.server.gone.wait(30)
        raise Gone

    server = wire_serve(silence, on="/x")

    async def main():
        transport = httpx.AsyncHTTPTransport(limits=httpx.Limits(max_connections=1))
        async with np.AsyncNovaPost(
            KEY, server=server.url, transport=transport, retries=None, timeout=20, environ={}
        ) as api:
            await api.token()
            hung = asyncio.ensure_future(api.request("GET", "/x"))
            assert await asyncio.to_thread(server.wait, lambda: bool(server.count("/x")))
            with pytest.raises(TimeoutError) as caught:  # Waits for the one connection.
                with anyio.fail_after(0.05):
                    await api.request("GET", "/x")
            hung.cancel()
            await asyncio.wait([hung])
            return caught.value

    assert not isinstance(asyncio.run(main()), np.NovaPostError)


def test_a_refusal_is_no_timeout(drive):
    """openai/openai-python#3594: an adapter takes a refused connection for a late one."""
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        driver = drive(f"http://127.0.0.1:{closed.getsockname()[1]}/v.1.0", retries=None)
        with pytest.raises(np.TransportError) as caught:
            driver.do(lambda api: api.token())

    assert not isinstance(caught.value, np.TimeoutError)
    assert not caught.value.maybe_sent
