"""The connections of the client for coroutines: shared, kept, given up, and never lost."""

import gc
import random
import socket
import threading
from contextlib import suppress

import anyio
import httpx
import pytest
from fault_server import KEY, Connection

import novapost_auth as np
from novapost_auth._wire.pool import Connection as Kept
from novapost_auth._wire.pool import Pool

pytestmark = pytest.mark.usefixtures("parser")


@pytest.fixture(params=["asyncio", "trio"])
def backend(request):
    return request.param


TOKEN = 1  # Tokens are asked for over a connection of their own.


def silence(connection):
    connection.server.gone.wait()


def half_a_body(connection):
    connection.answer(body="{", length=9)
    connection.close()


def meeting(guests):
    """Answer none before so many have come."""
    barrier = threading.Barrier(guests)

    def fault(connection):
        barrier.wait(30)
        connection.answer()

    return [fault] * guests


async def call(api):
    assert (await api.request("GET", "/x")).status_code == 200


async def at_once(api, calls):
    async with anyio.create_task_group() as group:
        for _ in range(calls):
            group.start_soon(call, api)


async def until(true):
    with anyio.fail_after(30):
        while not true():  # noqa: ASYNC110 - what a thread of the server does
            await anyio.sleep(0.01)


def run(backend, server, main, **settings):
    async def with_client():
        async with np.AsyncNovaPost(KEY, server=server.url, environ={}, **settings) as api:
            await api.token()
            await main(api)

    anyio.run(with_client, backend=backend)


def test_calls_one_after_another_share_a_connection(backend, serve):
    server = serve()

    async def main(api):
        for _ in range(9):
            await call(api)

    run(backend, server, main)

    assert server.connections == 1 + TOKEN


def test_many_at_once_have_a_connection_each_and_keep_it(backend, serve):
    server = serve()

    async def main(api):
        for _ in range(2):
            server.faults = meeting(30)
            await at_once(api, 30)

    run(backend, server, main)

    assert server.connections == 30 + TOKEN


def test_more_than_a_hundred_at_once_wait_for_one_another(backend, serve):
    server = serve()
    server.faults = meeting(100)

    run(backend, server, lambda api: at_once(api, 130))

    assert len(server.requests) == 130
    assert server.connections == 100 + TOKEN


class Socket:
    """One that knows whether it has been let go of."""

    def __init__(self):
        self.is_dropped = False

    def is_readable(self):
        return False

    def drop(self):
        self.is_dropped = True


class Exchanges:
    def is_reusable(self):
        return True


def test_connections_that_are_not_needed_are_closed_while_others_are_used():
    times = iter((0.0, *[0.0] * 30, 3.0, 3.0, 6.0, 6.0, 9.0, 9.0))
    pool = Pool(lambda: next(times))
    all_of_them = [Kept("here", Socket(), Exchanges()) for _ in range(30)]
    for one in all_of_them:
        pool.add(one)
    for one in all_of_them:
        pool.give_back(one, keep=True)
    for _ in range(3):
        last = pool.take("here")
        assert last is all_of_them[-1]
        pool.give_back(last, keep=True)
    assert [one.socket.is_dropped for one in all_of_them] == [True] * 29 + [False]


def test_a_call_that_comes_to_nothing_makes_room(backend, serve):
    server = serve()

    async def main(api):
        server.faults = [Connection.reset, half_a_body] * 4
        for _ in range(8):
            with pytest.raises(np.TransportError):
                await api.with_options(retries=None).request("GET", "/x")
        server.faults = [silence] * 8
        with anyio.move_on_after(0.2):
            await at_once(api, 8)
        server.faults = meeting(100)
        await at_once(api, 100)

    run(backend, server, main)


def test_no_connection_is_lost_to_calls_cancelled_while_others_fail(backend, serve):
    server = serve()
    deadlines = random.Random(1)

    async def impatient(api):
        for _ in range(4):
            with anyio.move_on_after(deadlines.uniform(0, 0.1)), suppress(np.TransportError):
                await api.request("GET", "/x")

    async def main(api):
        server.faults = [Connection.reset] * 2000
        async with anyio.create_task_group() as group:
            for _ in range(125):
                group.start_soon(impatient, api.with_options(retries=None))
        server.faults = meeting(100)
        await at_once(api, 250)

    run(backend, server, main)

    gc.collect()  # Warnings of what was left are errors.


def test_a_call_waits_for_a_connection_no_longer_than_it_may(backend, serve):
    server = serve()

    async def main(api):
        server.faults = [silence] * 100
        async with anyio.create_task_group() as group:
            group.start_soon(at_once, api, 100)
            await until(lambda: len(server.requests) == 100)
            hasty = api.with_options(timeout=httpx.Timeout(30, pool=0.05), retries=None)
            with pytest.raises(np.TimeoutError) as caught:
                await hasty.shipments.create({})
            group.cancel_scope.cancel()
        assert not caught.value.maybe_sent
        assert "100" in str(caught.value)

    run(backend, server, main)


def test_closing_the_client_closes_all_connections(backend, serve):
    server = serve()
    server.faults = meeting(30)

    run(backend, server, lambda api: at_once(api, 30))

    anyio.run(until, lambda: not server.open, backend=backend)


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost"])
def test_a_server_that_is_not_there_is_named(backend, name):
    with socket.create_server(("127.0.0.1", 0)) as gone:
        host = f"{name}:{gone.getsockname()[1]}"

    async def ask():
        settings = {"server": f"http://{host}", "retries": None, "environ": {}}
        with pytest.raises(np.TransportError) as late:
            async with np.AsyncNovaPost(KEY, **settings) as api:
                await api.divisions.find()
        with pytest.raises(np.TransportError) as soon, np.NovaPost(KEY, **settings) as api:
            api.divisions.find()
        return str(late.value), str(soon.value)

    hint = f"({host}): is the fake running?"
    assert all(text.endswith(hint) for text in anyio.run(ask, backend=backend))
