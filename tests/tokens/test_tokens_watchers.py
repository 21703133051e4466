"""Those who watch may raise, block or make calls: nobody waits for them, and no token is lost."""

import asyncio
import logging
import threading

import httpx
import pytest
from token_service import BASE, jwt, renew, settled, until

from novapost_auth._errors import ServiceUnavailable

LOGGER = logging.getLogger("novapost")


@pytest.fixture
def at_debug():
    LOGGER.setLevel(logging.DEBUG)
    yield
    LOGGER.setLevel(logging.NOTSET)


@pytest.fixture
def handler(at_debug):  # noqa: ARG001 - is set up first
    """Add a handler that does ``act(message)``."""
    added = []

    class Handler(logging.Handler):
        def __init__(self, act):
            super().__init__()
            self.act = act

        def emit(self, record):
            self.act(record.getMessage())

    def add(act):
        added.append(Handler(act))
        LOGGER.addHandler(added[-1])

    yield add
    for one in added:
        LOGGER.removeHandler(one)


@pytest.fixture
def filtered(at_debug):  # noqa: ARG001 - is set up first
    """Add a filter that does ``act(record)``."""
    added = []

    def add(act):
        added.append(act)
        LOGGER.addFilter(act)

    yield add
    for one in added:
        LOGGER.removeFilter(one)


def elsewhere(work):
    """Begin ``work()`` in a thread; return what gives its result."""
    got = []
    thread = threading.Thread(target=lambda: got.append(work()), daemon=True)
    thread.start()

    def result():
        thread.join(10)
        assert not thread.is_alive(), "it waits"
        return got[0]

    return result


def raise_it(*_):
    raise ValueError("broken")


@pytest.mark.parametrize("error", [ValueError, RecursionError, MemoryError])
def test_a_callback_that_raises(make_auth, service, error):
    def fail(_):
        raise error

    auth = make_auth(on_event=fail)
    assert auth.token().value.reveal() == jwt(1)
    assert asyncio.run(auth.atoken()).value.reveal() == jwt(1)
    assert service.fetches == 1


@pytest.mark.parametrize("how", ["filter", "handler"])
def test_a_log_that_raises(make_auth, service, clock, request, how):
    request.getfixturevalue("handler" if how == "handler" else "filtered")(raise_it)
    auth = make_auth(on_event=raise_it)
    assert auth.token().value.reveal() == jwt(1)
    clock.advance(3600)
    service.script = [httpx.Response(503)]
    with pytest.raises(ServiceUnavailable):
        auth.token()
    clock.advance(60)
    assert auth.token().value.reveal() == jwt(3)
    settled(auth)
    assert service.fetches == 3


@pytest.mark.parametrize("kind", ["fetch", "reuse", "drop", "backoff"])
@pytest.mark.parametrize("by", ["callback", "log"])
def test_one_that_calls_the_client(make_auth, service, clock, handler, kind, by):
    asked = []

    def ask(what):
        if what == kind and not asked:
            asked.append(None)
            asked[0] = auth.token().value.reveal()

    if by == "log":
        handler(lambda message: ask(message.split()[1].rstrip(":")))
    auth = make_auth(on_event=(lambda event: ask(event.kind)) if by == "callback" else None)
    with httpx.Client(auth=auth, transport=service.transport, base_url=BASE) as client:
        assert elsewhere(lambda: client.get("/divisions"))().status_code == 200
        clock.advance(60)
        service.revoke()
        assert elsewhere(lambda: client.get("/divisions"))().status_code == 200
        renew(auth, clock)
        service.script = [httpx.Response(503)]
        client.get("/divisions")
        settled(auth)
    assert len(asked) == 1
    assert asked[0].startswith("ey")
    assert service.fetches == 3


@pytest.fixture
def blocking(make_auth):
    """Make an auth whose callback, for events of some kind, does not come back."""
    let_go = threading.Event()
    seen = []

    def make(kind, **settings):
        def block(event):
            seen.append(event.kind)
            if event.kind == kind:
                let_go.wait(30)

        return make_auth(on_event=block, **settings)

    make.seen = seen
    make.let_go = let_go
    yield make
    let_go.set()


def test_nobody_waits_for_a_callback_that_blocks(blocking, service, clock):
    auth = blocking("fetch")
    first = elsewhere(auth.token)
    others = [elsewhere(auth.token) for _ in range(8)]
    assert {get().value.reveal() for get in [first, *others]} == {jwt(1)}
    clock.advance(3600)
    assert elsewhere(auth.token)().value.reveal() == jwt(2)
    assert service.fetches == 2
    assert not blocking.let_go.is_set()


def test_a_failure_is_shared_while_the_callback_blocks(blocking, service, clock):
    auth = blocking("backoff")
    service.script = [httpx.Response(503)]
    with pytest.raises(ServiceUnavailable):
        auth.token()
    clock.advance(60)
    assert elsewhere(auth.token)().value.reveal() == jwt(2)


def test_an_event_loop_does_not_stop_for_a_callback_that_blocks(blocking, service):
    auth = blocking("reuse", way="loop")

    async def main():
        ticks = 0

        async def tick():
            nonlocal ticks
            while True:
                ticks += 1
                await asyncio.sleep(0)

        ticking = asyncio.create_task(tick())
        before = ticks
        tokens = await asyncio.gather(*(auth.atoken() for _ in range(20)))
        ticking.cancel()
        return tokens, ticks - before

    tokens, ticks = asyncio.run(main())
    assert {token.value.reveal() for token in tokens} == {jwt(1)}
    assert ticks > 50
    assert service.fetches == 1
    blocking.let_go.set()
    until(lambda: blocking.seen.count("reuse") == 20)


def test_the_fetch_is_told_before_the_call_that_caused_it_goes_on(make_auth):
    seen = []
    auth = make_auth(on_event=lambda event: seen.append((event.kind, threading.get_ident())))
    auth.token()
    assert [kind for kind, _ in seen] == ["fetch", "reuse"]
    assert seen[1][1] == threading.get_ident()
    asyncio.run(auth.atoken())
    assert [kind for kind, _ in seen] == ["fetch", "reuse", "reuse"]
    assert seen[2][1] != threading.get_ident()  # It might block the loop.


def test_a_loop_without_threads_is_told_all_the_same(make_auth, monkeypatch):
    seen = []
    auth = make_auth(on_event=lambda event: seen.append(event.kind))
    auth.token()
    monkeypatch.setattr(threading.Thread, "start", raise_runtime)
    asyncio.run(auth.atoken())
    assert seen == ["fetch", "reuse", "reuse"]


def raise_runtime(*_):
    raise RuntimeError("can't start new thread")


def test_no_fetch_is_told_of_where_there_was_none(make_auth, clock):
    """A token out of the store is not fetched, and a late failure is none."""
    seen = []
    first = make_auth()
    first.token()
    store = first._source._refresher.store
    second = make_auth(on_event=lambda event: seen.append(event.kind), token_store=store)
    second.token()
    assert seen == ["reuse"]
    assert clock.slept == []


def test_a_failure_that_comes_too_late_is_told_of_once(make_auth, service):
    seen = []
    auth = make_auth(on_event=lambda event: seen.append(event.kind), limit=0.05)
    service.script = [httpx.Response(503)]
    with service.held_up(), pytest.raises(TimeoutError):
        auth.token()
    until(lambda: not auth._source._refresher.running)
    settled(auth)
    assert seen == ["backoff"]


def test_the_thread_of_a_fetch_has_a_name_and_does_not_hold_up_the_exit(auth, service):
    with service.held_up():
        threading.Thread(target=auth.token, daemon=True).start()
        until(lambda: service.at_gate)
        (mine,) = [t for t in threading.enumerate() if t.name == "novapost-token"]
        assert mine.daemon
    settled(auth)
