"""However many need a token at once, one is fetched, and nobody can spoil it for the others."""

import asyncio
import builtins
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import httpx
import pytest
import trio
from token_service import BASE, arrival, crowd, renew, settled, under_way, until, waiting

from novapost_auth import _errors
from novapost_auth._tokens.refresh import Refresh
from novapost_auth._tokens.token import NOTHING

both_ways = pytest.mark.parametrize("way", ["thread", "loop"])


def values(tokens):
    return {token.value.reveal() for token in tokens}


def test_64_threads_without_a_token_make_one_fetch(auth, service, client):
    with crowd(64) as go, service.held_up():
        answers = [go(client.get, "/divisions") for _ in range(64)]
        until(lambda: waiting(auth) == 64)
    assert {answer.result().status_code for answer in answers} == {200}
    assert service.fetches == 1


@both_ways
def test_1000_tasks_without_a_token_make_one_fetch(make_auth, service, way):
    auth = make_auth(way=way)

    async def main():
        async with httpx.AsyncClient(
            auth=auth, transport=service.async_transport, base_url=BASE
        ) as client:
            return await asyncio.gather(*(client.get("/divisions") for _ in range(1000)))

    assert {answer.status_code for answer in asyncio.run(main())} == {200}
    assert service.fetches == 1


@both_ways
def test_threads_and_several_event_loops_share_one_fetch(make_auth, service, way):
    auth = make_auth(way=way, transport=Both(service))

    async def tasks():
        return await asyncio.gather(*(auth.atoken() for _ in range(50)))

    def loop():
        return asyncio.run(tasks())

    def trio_loop():
        async def main():
            found = []

            async def one():
                found.append(await auth.atoken())

            async with trio.open_nursery() as nursery:
                for _ in range(50):
                    nursery.start_soon(one)
            return found

        return trio.run(main)

    def thread():
        return [auth.token()]

    with crowd(7) as go, service.held_up():
        jobs = [go(job) for job in (thread, loop, thread, loop, thread, loop, trio_loop)]
        until(lambda: waiting(auth) == 3 + 4 * 50)
    found = [token for job in jobs for token in job.result()]
    assert len(found) == 3 + 4 * 50
    assert len(values(found)) == 1
    assert service.fetches == 1


def test_a_token_that_ends_under_load_is_replaced_by_one_fetch(auth, service, client, clock):
    client.get("/divisions")
    clock.advance(3601)
    with crowd(32) as go, service.held_up():
        answers = [go(client.get, "/divisions") for _ in range(32)]
        until(lambda: waiting(auth) == 32)
    assert {answer.result().status_code for answer in answers} == {200}
    assert service.fetches == 2
    assert len(set(service.calls[1:])) == 1
    assert service.calls[0] not in service.calls[1:]


def test_in_the_window_nobody_waits_and_one_fetch_is_made(auth, service, client, clock):
    client.get("/divisions")
    renew(auth, clock)
    with service.held_up():
        with crowd(32) as go:
            answers = [go(client.get, "/divisions") for _ in range(32)]
        assert {answer.result().status_code for answer in answers} == {200}
        assert len(set(service.calls)) == 1
        until(lambda: service.at_gate == 1)
    settled(auth)
    client.get("/divisions")
    assert service.fetches == 2
    assert len(set(service.calls)) == 2


@both_ways
def test_in_the_window_no_task_waits(make_auth, service, clock, way):
    auth = make_auth(way=way)

    async def main():
        first = await auth.atoken()
        renew(auth, clock)
        with service.held_up():
            found = await asyncio.gather(*(auth.atoken() for _ in range(100)))
        assert values(found) == values([first])
        await arrival(lambda: not under_way(auth))
        assert values([await auth.atoken()]) != values([first])

    asyncio.run(main())
    assert service.fetches == 2


def test_inline_renewal_makes_one_caller_wait(make_auth, service, clock):
    auth = make_auth(refresh="inline")
    old = auth.token()
    renew(auth, clock)
    with service.held_up(), ThreadPoolExecutor(1) as pool:
        renewing = pool.submit(auth.token)
        until(lambda: service.at_gate == 1)
        assert auth.token() == old
        service.gate.set()
        assert values([renewing.result()]) != values([old])
    assert not under_way(auth)
    assert service.fetches == 2


@both_ways
def test_two_event_loops_one_after_the_other(make_auth, service, clock, way):
    auth = make_auth(way=way)
    first = asyncio.run(auth.atoken())
    assert asyncio.run(auth.atoken()) == first
    clock.advance(3601)
    assert asyncio.run(auth.atoken()) != first
    assert trio.run(auth.atoken) == asyncio.run(auth.atoken())
    assert service.fetches == 2


def test_another_loop_takes_over_when_the_loop_of_the_fetch_ends(make_auth, service):
    auth = make_auth(way="loop")

    async def impatient():
        waiter = asyncio.create_task(auth.atoken())
        await arrival(lambda: service.at_gate)
        started.set()
        await arrival(lambda: waiting(auth) >= 3)
        waiter.cancel()  # And the loop ends, with the fetch unfinished.

    started = threading.Event()
    with ThreadPoolExecutor(3) as pool:
        service.gate.clear()
        leaving = pool.submit(asyncio.run, impatient())
        assert started.wait(10)
        others = [pool.submit(asyncio.run, auth.atoken()) for _ in range(2)]
        leaving.result()
        until(lambda: service.fetches == 2)
        service.gate.set()
        assert len(values([other.result() for other in others])) == 1
    assert service.fetches == 2


def test_a_loop_that_is_stopped_and_left_does_not_hold_up_others(make_auth, service):
    auth = make_auth(way="loop")
    loop = asyncio.new_event_loop()
    service.gate.clear()
    task = loop.create_task(auth.atoken())
    loop.run_until_complete(arrival(lambda: service.at_gate))
    with ThreadPoolExecutor(1) as pool:
        other = pool.submit(asyncio.run, auth.atoken())
        until(lambda: service.fetches == 2)
        service.gate.set()
        assert other.result().value
    assert loop.run_until_complete(task) == other.result()
    loop.close()
    assert service.fetches == 2


@both_ways
def test_trio(make_auth, service, clock, way):
    auth = make_auth(way=way, transport=TrioTransport(service) if way == "loop" else None)
    if way == "thread":
        auth = make_auth()

    async def main():
        async with httpx.AsyncClient(
            auth=auth, transport=service.async_transport, base_url=BASE
        ) as client:
            answers = []

            async def call():
                answers.append(await client.get("/divisions"))

            for _ in range(2):
                async with trio.open_nursery() as nursery:
                    for _ in range(100):
                        nursery.start_soon(call)
                clock.advance(3601)
            return answers

    assert {answer.status_code for answer in trio.run(main)} == {200}
    assert service.fetches == 2


def test_another_loop_takes_over_when_trio_ends(make_auth, service):
    auth = make_auth(transport=TrioTransport(service))

    async def impatient():
        with trio.CancelScope() as scope:
            async with trio.open_nursery() as nursery:
                nursery.start_soon(auth.atoken)
                await arrival(lambda: service.at_gate)
                started.set()
                await arrival(lambda: waiting(auth) >= 2)
                scope.cancel()

    started = threading.Event()
    with ThreadPoolExecutor(2) as pool:
        service.gate.clear()
        leaving = pool.submit(trio.run, impatient)
        assert started.wait(10)
        other = pool.submit(trio.run, auth.atoken)
        leaving.result()
        until(lambda: service.fetches == 2)
        service.gate.set()
        assert other.result().value
    assert service.fetches == 2


@both_ways
@pytest.mark.parametrize("cancelled", [0, 1])
def test_a_cancelled_task_harms_no_other(make_auth, service, way, cancelled):
    auth = make_auth(way=way)

    async def main():
        tasks = [asyncio.create_task(auth.atoken()) for _ in range(3)]
        with service.held_up():
            await arrival(lambda: service.at_gate)
            tasks[cancelled].cancel()
            with pytest.raises(asyncio.CancelledError):
                await tasks[cancelled]
        found = await asyncio.gather(*(t for t in tasks if not t.cancelled()))
        assert len(values(found)) == 1
        assert len(found) == 2

    asyncio.run(main())
    assert service.fetches == 1


@both_ways
def test_callers_in_a_hurry_do_not_start_a_fetch_each(make_auth, service, way):
    auth = make_auth(way=way)

    async def main():
        with service.held_up():
            for _ in range(100):
                with pytest.raises(builtins.TimeoutError):
                    await asyncio.wait_for(auth.atoken(), 0.001)
        await auth.atoken()

    asyncio.run(main())
    assert service.fetches == 1


def test_a_sync_call_on_the_thread_of_a_loop_waits_for_the_thread_that_fetches(make_auth, service):
    auth = make_auth(transport=Both(service))

    async def main():
        task = asyncio.create_task(auth.atoken())
        await arrival(lambda: service.at_gate)
        service.gate.set()  # The loop would still have to let go of it.
        return auth.token(), await task

    service.gate.clear()
    by_thread, by_loop = asyncio.run(main())
    assert by_thread.value
    assert by_loop == by_thread
    assert service.fetches == 1


def test_a_sync_call_on_a_loop_that_does_not_fetch_waits_for_the_thread_that_does(auth, service):
    async def main():
        task = asyncio.create_task(auth.atoken())
        await asyncio.sleep(0)
        token = auth.token()
        assert await task == token

    asyncio.run(main())
    assert service.fetches == 1


def test_a_closed_flow_harms_nobody(auth, service, clock):
    request = httpx.Request("GET", f"{BASE}/divisions")
    flow = auth.sync_auth_flow(request)
    next(flow)
    flow.close()

    async def main():
        clock.advance(3600)
        flow = auth.async_auth_flow(request)
        step = asyncio.ensure_future(anext(flow))
        with service.held_up():
            await asyncio.sleep(0.01)
            step.cancel()
            with suppress(asyncio.CancelledError):
                await step
            await flow.aclose()
        return await auth.atoken()

    assert asyncio.run(main()).value
    assert service.fetches == 2


def test_a_coroutine_thrown_away_while_it_waits_harms_nobody(auth, service):
    async def main():
        with service.held_up():
            doomed = auth.atoken()
            doomed.send(None)
            doomed.close()
        return await auth.atoken()

    assert asyncio.run(main()).value
    assert service.fetches == 1


@pytest.mark.parametrize("kind", ["sync", "async"])
def test_a_fetch_that_hangs_is_waited_for_so_long_and_no_longer(make_auth, service, clock, kind):
    auth = make_auth(limit=0.05)
    get = auth.token if kind == "sync" else lambda: asyncio.run(auth.atoken())
    with service.held_up():
        with crowd(8) as go:
            waits = [go(get) for _ in range(8)]
        for wait in waits:
            with pytest.raises(_errors.TimeoutError, match="within"):
                wait.result()
        with pytest.raises(_errors.TimeoutError):
            get()  # At once: it is too early for another attempt.
        assert service.fetches == 1
    clock.advance(3)
    auth._source._limit = 20.0
    assert get().value
    assert service.fetches == 2


def test_a_token_in_its_last_minute_is_used_if_the_fetch_hangs(make_auth, service, clock):
    auth = make_auth(limit=0.05)
    token = auth.token()
    clock.advance(3570)
    with service.held_up():
        assert auth.token() == token
    assert service.fetches == 2


def test_a_fetch_that_comes_late_changes_nothing(make_auth, service, clock):
    auth = make_auth(limit=0.05)
    with service.held_up():
        with pytest.raises(_errors.TimeoutError):
            auth.token()
        clock.advance(3)
        gate, service.gate = service.gate, threading.Event()
        service.gate.set()
        auth._source._limit = 5.0
        newer = auth.token()
        threads = threading.active_count()
        gate.set()
        until(lambda: threading.active_count() < threads)
    assert auth.token() == newer
    stored = auth._source._refresher.store.load(auth._source._refresher.request.account)
    assert stored.value == newer.value
    assert service.fetches == 2


def test_no_more_threads_is_no_reason_to_fail(auth, service, monkeypatch):
    def refuse(_):
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", refuse)
    assert auth.token().value
    assert service.fetches == 1


def test_without_threads_a_fetch_on_the_own_event_loop_cannot_be_had(make_auth, monkeypatch):
    def refuse(_):
        raise RuntimeError("can't start new thread")

    auth = make_auth(way="loop")
    monkeypatch.setattr(threading.Thread, "start", refuse)
    with pytest.raises(RuntimeError, match="no thread"):
        asyncio.run(auth.atoken())


def test_an_asynchronous_transport_cannot_serve_a_sync_call(make_auth):
    auth = make_auth(way="loop")
    with pytest.raises(ValueError, match="coroutines alone"):
        auth.token()


def test_what_a_transport_raises_beyond_httpx_is_an_error_of_ours(auth, service):
    service.script = [AssertionError("not expected by this test")]
    with pytest.raises(_errors.TransportError, match="not expected") as caught:
        auth.token()
    assert type(caught.value.__cause__) is AssertionError


def test_a_broken_connection_reaches_everyone_as_an_error_of_their_own(auth, service):
    service.script = [httpx.ReadError("reset")]
    with crowd(8) as go, service.held_up():
        waits = [go(auth.token) for _ in range(8)]
        until(lambda: waiting(auth) == 8)
    errors = [wait.exception() for wait in waits]
    assert {type(error) for error in errors} == {_errors.TransportError}
    assert len({id(error) for error in errors}) == 8
    assert service.fetches == 1


class Both(httpx.BaseTransport, httpx.AsyncBaseTransport):
    """A transport for threads and for loops alike."""

    def __init__(self, service):
        self.handle_request = service.transport.handle_request
        self.handle_async_request = service.async_transport.handle_async_request


class TrioTransport(httpx.AsyncBaseTransport):
    def __init__(self, service):
        self.service = service

    async def handle_async_request(self, request):
        assert self.service.arrive(request)
        self.service.at_gate += 1
        try:
            await arrival(self.service.gate.is_set)
        finally:
            self.service.at_gate -= 1
        return self.service.answer_token()


def test_a_sync_call_on_the_loop_that_fetches_is_refused_at_once(make_auth, service, clock):
    """To wait for the loop would be to stop it: this transport serves coroutines alone."""
    auth = make_auth(way="loop")

    async def main():
        task = asyncio.create_task(auth.atoken())
        await arrival(lambda: service.at_gate)
        with pytest.raises(_errors.ConfigurationError, match="use atoken"):
            auth.token()
        service.gate.set()
        with suppress(_errors.ConfigurationError):
            await task
        clock.advance(2)
        return await auth.atoken()

    service.gate.clear()
    assert asyncio.run(main()).value
    assert service.fetches <= 2


@pytest.mark.parametrize("kind", ["thread", "loop"])
def test_who_can_wait_for_so_long_alone_waits_no_longer(make_auth, service, kind):
    auth = make_auth(way=kind)

    async def main():
        with pytest.raises(TimeoutError, match=r"no token within 0\.05 s"):
            await auth._source.aget(0.05)
        service.gate.set()

    service.gate.clear()
    if kind == "loop":
        asyncio.run(main())
    else:
        with pytest.raises(TimeoutError, match=r"no token within 0\.05 s"):
            auth._source.get(0.05)
        service.gate.set()
    settled(auth)


def test_who_asks_again_and_again_in_vain_is_told_in_the_end(auth, monkeypatch):
    """As where one event loop after the other ends under the fetch."""
    ended = Refresh(30.0, loop=None, had=NOTHING, backoff=None, patience=0.0)
    ended.finish(None)
    asked = []
    monkeypatch.setattr(auth._source, "_next", lambda _: asked.append(_) or (None, ended, False))
    with pytest.raises(TimeoutError, match="no token"):
        auth.token()
    with pytest.raises(TimeoutError, match="no token"):
        asyncio.run(auth.atoken())
    assert len(asked) < 20
