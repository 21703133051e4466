"""One client in several event loops: connections belong to the loop that opened them."""

import asyncio
import gc
import threading

import pytest
from fault_server import KEY
from wire_authority import server_context
from wire_storm import left_over, serving, sockets

import novapost_auth as np
from novapost_auth._wire import Origin


@pytest.fixture(params=["plain", "tls"])
def server(request, wire_serve):
    return wire_serve(tls=server_context() if request.param == "tls" else None)


def client(server, **settings):
    return np.AsyncNovaPost(
        KEY, server=server.url, retries=None, timeout=20, environ={}, **settings
    )


async def get(api, path):
    data = (await api.request("GET", path)).json()
    assert data["path"].endswith(path)
    return data["connection"]


async def many(api, name, count=20):
    return set(await asyncio.gather(*(get(api, f"/{name}-{number}") for number in range(count))))


@pytest.mark.filterwarnings("ignore::ResourceWarning")  # The loops end with sockets open.
def test_one_run_after_another(server):
    api = client(server)
    used = [asyncio.run(many(api, f"run{turn}")) for turn in range(3)]
    assert not used[0] & used[1]
    assert not used[1] & used[2]
    asyncio.run(api.aclose())
    gc.collect()


@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_two_loops_of_two_threads_at_once(server):
    api, used, errors = client(server), {}, []
    barrier = threading.Barrier(2)

    async def main(name):
        for turn in range(5):
            await asyncio.to_thread(barrier.wait, 30)
            used.setdefault(name, set()).update(await many(api, f"{name}-{turn}"))

    def work(name):
        try:
            asyncio.run(main(name))
        except BaseException as error:  # noqa: BLE001
            errors.append(error)
            barrier.abort()

    threads = [threading.Thread(target=work, args=(name,), daemon=True) for name in ("one", "two")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)

    assert not any(thread.is_alive() for thread in threads)
    assert errors == []
    assert not used["one"] & used["two"]
    gc.collect()


@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_a_loop_that_waits_is_not_served_by_another(server):
    """The connection is of the first loop, which does not run just now."""
    api, first = client(server), asyncio.new_event_loop()
    try:
        one = first.run_until_complete(get(api, "/first-1"))
        other = asyncio.run(get(api, "/other-1"))
        assert other != one
        assert first.run_until_complete(get(api, "/first-2")) == one
        first.run_until_complete(api.aclose())
    finally:
        first.close()
    gc.collect()


@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_trio_after_asyncio_and_the_other_way_round(server):
    trio = pytest.importorskip("trio")
    api = client(server)

    async def trio_main(name):
        used = set()

        async def one(number):
            used.add(await get(api, f"/{name}-{number}"))

        async with trio.open_nursery() as nursery:
            for number in range(10):
                nursery.start_soon(one, number)
        return used

    used = [
        asyncio.run(many(api, "asyncio1")),
        trio.run(trio_main, "trio1"),
        asyncio.run(many(api, "asyncio2")),
        trio.run(trio_main, "trio2"),
    ]
    assert sum(map(len, used)) == len(set.union(*used))
    asyncio.run(api.aclose())
    gc.collect()


@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.filterwarnings("ignore::ResourceWarning")  # Of those through a proxy.
@pytest.mark.parametrize("road", ["straight", "through a proxy"])
def test_connections_of_loops_that_have_ended_are_let_go(road):
    """However many loops there are in the life of a client, as with Django's async_to_sync."""
    with serving() as url:
        threads, before = threading.enumerate(), sockets()
        # What serves is asked for the whole URL, as a proxy is.
        through = {"proxy": url.partition("/v.")[0]} if road == "through a proxy" else {}
        api = np.AsyncNovaPost(KEY, server=url, retries=None, timeout=20, environ={}, **through)
        for _ in range(10):
            asyncio.run(api.request("GET", "/calm"))
        gc.collect()
        assert sockets() - before <= 2  # Not one more with each loop.
        asyncio.run(api.aclose())
        assert left_over(before, threads) == (0, [])


def test_calls_through_a_proxy_know_of_those_that_others_gave_up():
    """What is still under way of them is counted by the wire: in one loop there is one."""
    with serving() as url:
        api = np.AsyncNovaPost(KEY, server=url, environ={}, proxy=url.partition("/v.")[0])

        async def main():
            way = api._wire._way(Origin.of(url))
            await api.request("GET", "/calm")
            assert api._wire._way(Origin.of(url)) is way
            await api.aclose()

        asyncio.run(main())


def test_a_client_of_a_transport_used_in_one_loop_alone(wire_serve):
    """What is passed by hand is used as it is; within one loop all is as ever."""
    import httpx  # noqa: PLC0415

    server = wire_serve()

    async def main():
        async with client(server, transport=httpx.AsyncHTTPTransport()) as api:
            return {await get(api, f"/{number}") for number in range(5)}

    assert len(asyncio.run(main())) == 1


@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_closing_in_another_loop_than_the_one_it_was_used_in(server):
    api = client(server)
    asyncio.run(many(api, "x"))

    asyncio.run(api.aclose())
    asyncio.run(api.aclose())

    with pytest.raises(np.NovaPostError, match="closed"):
        asyncio.run(get(api, "/y"))
    gc.collect()
