"""A client that has met many cancels works like a new one, and leaves nothing behind."""

import asyncio
import gc
import sys
import threading
import weakref
from functools import partial

import pytest
from wire_storm import Storm, left_over, one_connection, serving, sockets


@pytest.fixture(scope="module")
def service():
    with serving() as url:
        yield url


async def with_tasks_counted(main):
    """Run ``main``, and return the tasks that it leaves."""
    await main()
    for _ in range(100):
        left = asyncio.all_tasks() - {asyncio.current_task()}
        if not left:
            break
        await asyncio.sleep(0.01)
    return left


def on_asyncio(main):
    assert asyncio.run(with_tasks_counted(main)) == set()


def on_asyncio_in_debug_mode(main):
    assert asyncio.run(with_tasks_counted(main), debug=True) == set()


def on_eager_tasks(main):
    if sys.version_info < (3, 12):
        pytest.skip("eager tasks came with Python 3.12")

    async def eagerly():
        asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)
        return await with_tasks_counted(main)

    assert asyncio.run(eagerly()) == set()


def on_uvloop(main):
    uvloop = pytest.importorskip("uvloop")
    assert uvloop.run(with_tasks_counted(main)) == set()


def on_trio(main):
    pytest.importorskip("trio").run(main)


BACKENDS = [
    (on_asyncio, 800, 100),
    (on_asyncio_in_debug_mode, 200, 20),
    (on_eager_tasks, 600, 200),
    (on_uvloop, 600, 200),
    (on_trio, 500, 60),
]


@pytest.mark.filterwarnings("ignore::ResourceWarning")  # Of anyio's, for cancelled connects.
@pytest.mark.parametrize("connections", ["as installed", "one connection"])
@pytest.mark.parametrize(("backend", "calls", "together"), BACKENDS)
def test_calls_are_cancelled(backend, calls, together, connections, service):
    threads, before = threading.enumerate(), sockets()
    made = None if connections == "as installed" else one_connection()
    storm = Storm(service, calls=calls, together=together, transport=made)

    backend(storm.run)

    assert storm.unexpected == []
    assert storm.cancelled > calls / 20  # Or it was no storm.
    del storm, made
    assert left_over(before, threads) == (0, [])
    gc.collect()


def test_a_call_is_cancelled_at_its_every_step(service):
    """Each time one turn of the loop later: no step is one at which a connection is lost."""
    from fault_server import KEY  # noqa: PLC0415

    import novapost_auth as np  # noqa: PLC0415

    async def main():
        transport = one_connection()
        async with np.AsyncNovaPost(
            KEY, server=service, retries=None, transport=transport, environ={}
        ) as api:
            await api.token()
            for turns in range(60):
                task = asyncio.ensure_future(api.request("GET", "/calm"))
                for _ in range(turns):
                    await asyncio.sleep(0)
                task.cancel()
                await asyncio.wait([task])
                async with asyncio.timeout(10):
                    assert (await api.request("GET", "/calm")).status_code == 200

    asyncio.run(main())


def test_waiting_too_long_for_a_connection_of_a_users_pool_loses_none(service):
    """Some limits end at the very moment at which the pool hands its connection on."""
    import httpx  # noqa: PLC0415
    from fault_server import KEY  # noqa: PLC0415

    import novapost_auth as np  # noqa: PLC0415

    late = []

    async def call(api):
        try:
            await api.request("POST", "/steady")
        except np.TimeoutError as error:
            late.append(error)

    async def main():
        async with np.AsyncNovaPost(
            KEY, server=service, retries=None, transport=one_connection(), environ={}
        ) as api:
            await api.token()
            hasty = api.with_options(timeout=httpx.Timeout(10, pool=0.006))
            for _ in range(20):
                await asyncio.gather(*(call(hasty) for _ in range(20)))
            async with asyncio.timeout(20):
                assert (await api.request("GET", "/calm")).status_code == 200

    asyncio.run(main())

    assert late
    assert {error.maybe_sent for error in late} == {False}
    assert all("no connection was free in time" in str(error) for error in late)


def test_nothing_is_kept_of_calls_over_a_transport_of_somebody():
    """Such a one has no pool whose queue would have to be kept short."""
    import httpx  # noqa: PLC0415
    from fault_server import KEY, jwt  # noqa: PLC0415

    import novapost_auth as np  # noqa: PLC0415

    class Asked:
        """What is there for as long as a call is kept."""

    class Slow(httpx.AsyncBaseTransport):
        def __init__(self):
            self.asked, self.is_asked = weakref.WeakSet(), asyncio.Event()

        async def handle_async_request(self, request):
            if "authorization" in request.url.path:
                return httpx.Response(200, json={"jwt": jwt()})
            self.asked.add(kept := Asked())
            self.is_asked.set()
            await asyncio.sleep(30)
            return httpx.Response(200, extensions={"kept": kept})

    async def main():
        slow = Slow()
        async with np.AsyncNovaPost(
            KEY, server="http://127.0.0.1:1/v.1.0", transport=slow, retries=None, environ={}
        ) as api:
            await api.token()
            for _ in range(5):
                slow.is_asked.clear()
                task = asyncio.ensure_future(api.request("GET", "/x"))
                await slow.is_asked.wait()
                task.cancel()
                await asyncio.wait([task])
                del task
                await asyncio.sleep(0.01)
                gc.collect()
                assert list(slow.asked) == []

    asyncio.run(main())


@pytest.mark.parametrize("what", ["a transport", "a client", "a proxy"])
def test_nothing_is_kept_of_calls_that_were_given_up(what, wire_serve):
    """Not the message, which may be large, until so many more have been given up."""
    import httpx  # noqa: PLC0415
    from fault_server import KEY  # noqa: PLC0415
    from wire_faults import silence  # noqa: PLC0415

    import novapost_auth as np  # noqa: PLC0415
    from novapost_auth._wire import Message  # noqa: PLC0415

    def kept():
        gc.collect()
        return [one for one in gc.get_objects() if type(one) is Message]

    async def main():
        server = wire_serve(silence)
        way = {
            "a transport": {"transport": httpx.AsyncHTTPTransport()},
            "a client": {"http_client": (client := httpx.AsyncClient())},
            "a proxy": {"proxy": server.origin},
        }
        async with (
            client,
            np.AsyncNovaPost(KEY, server=server.url, retries=None, environ={}, **way[what]) as api,
        ):
            await api.token()
            before = len(kept())
            for number in (1, 2, 3):
                came = partial(lambda number: server.count("POST ") == number, number)
                task = asyncio.ensure_future(api.request("POST", "/x", json={}))
                await asyncio.to_thread(server.wait, came)
                task.cancel()
                await asyncio.wait([task])
            del task
            for _ in range(100):
                if len(kept()) == before:
                    break
                await asyncio.sleep(0.01)
            assert len(kept()) == before

    asyncio.run(main())
