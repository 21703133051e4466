"""Who hears of calls may raise, block or make calls himself: no call fails, and nobody waits."""

import asyncio
import logging
import os
import threading

import httpx
import pytest
from fault_server import KEY, jwt

import novapost_auth as np
from novapost_auth._aside.log import _teller

CALLS, BODIES = logging.getLogger("novapost"), logging.getLogger("novapost.bodies")


class Service:
    """Counts tokens and calls; the first call fails."""

    def __init__(self):
        self.fetches = self.calls = 0

    def __call__(self, request):
        if request.url.path.endswith("authorization"):
            self.fetches += 1
            return httpx.Response(200, json={"jwt": jwt(self.fetches)})
        self.calls += 1
        return httpx.Response(503 if self.calls == 1 else 200, json={"items": [], "total": 0})


@pytest.fixture
def service():
    return Service()


@pytest.fixture
def at_debug():
    _teller._last.wait(10)  # What a test before this one held up is no line of this one.
    CALLS.setLevel(logging.DEBUG)
    BODIES.setLevel(logging.DEBUG)
    yield
    CALLS.setLevel(logging.NOTSET)
    BODIES.setLevel(logging.WARNING)


@pytest.fixture(params=["filter", "handler"])
def heard(request, at_debug):  # noqa: ARG001 - is set up first
    """Have ``act(record)`` done with each of our lines, by what is named."""
    undo = []

    def add(act):
        if request.param == "handler":
            handler = logging.Handler()
            handler.emit = act
            CALLS.addHandler(handler)
            undo.append(lambda: CALLS.removeHandler(handler))
            return
        for logger in (CALLS, BODIES):
            logger.addFilter(act)
            undo.append(lambda logger=logger: logger.removeFilter(act))

    yield add
    for one in undo:
        one()


class Halves:
    """A call by either half of the client."""

    def __init__(self, half, service, **settings):
        self.is_async = half == "async"
        make = np.AsyncNovaPost if self.is_async else np.NovaPost
        settings.setdefault("retries", np.Retry(first_wait=0.0))
        self.api = make(KEY, transport=httpx.MockTransport(service), **settings)

    def find(self):
        if not self.is_async:
            return self.api.divisions.find().total

        async def main():
            return (await self.api.divisions.find()).total

        return asyncio.run(main())


@pytest.fixture(params=["sync", "async"])
def halves(request, service):
    return Halves(request.param, service)


def in_time(work):
    got = []
    thread = threading.Thread(target=lambda: got.append(work()), daemon=True)
    thread.start()
    thread.join(10)
    assert not thread.is_alive(), "it waits"
    return got[0]


@pytest.mark.parametrize("error", [ValueError, RecursionError, MemoryError, OSError])
def test_one_that_raises(heard, halves, service, error):
    raised = []

    def fail(record):
        raised.append(record)
        raise error("broken")

    heard(fail)
    assert halves.find() == 0
    assert (service.fetches, service.calls) == (1, 2)
    assert raised


def test_records_that_cannot_be_made(at_debug, halves, service):  # noqa: ARG001
    make = logging.getLogRecordFactory()

    def fail(name, *args, **settings):
        if name.startswith("novapost"):
            raise ValueError("broken")
        return make(name, *args, **settings)

    logging.setLogRecordFactory(fail)
    try:
        assert halves.find() == 0
    finally:
        logging.setLogRecordFactory(make)
    assert (service.fetches, service.calls) == (1, 2)


def test_one_that_blocks(heard, halves, service):
    let_go = threading.Event()
    heard(lambda _: let_go.wait(30))
    try:
        for _ in range(3):
            assert in_time(halves.find) == 0
        assert service.fetches == 1
        assert not let_go.is_set()
    finally:
        let_go.set()


def test_an_event_loop_goes_on_while_one_blocks(heard, service):
    let_go, ticks = threading.Event(), 0
    heard(lambda _: let_go.wait(30))

    async def tick():
        nonlocal ticks
        while True:
            ticks += 1
            await asyncio.sleep(0)

    async def main():
        ticking = asyncio.create_task(tick())
        api = Halves("async", service).api
        await asyncio.gather(*(api.divisions.find() for _ in range(5)))
        ticking.cancel()

    try:
        asyncio.run(main())
        assert not let_go.is_set()
        assert ticks > 50
    finally:
        let_go.set()


def test_one_that_makes_a_call_for_each_line(heard, halves, service):
    """It hears nothing of its own calls: they would never end."""
    seen = []

    def call(record):
        seen.append(record.getMessage())
        if len(seen) < 100:
            halves.find()

    heard(call)
    assert in_time(halves.find) == 0
    told = [line.partition(" (")[0] for line in seen if line.startswith("GET")]
    assert told == ["GET /divisions: 200"]  # The first call, which failed, was the handler's.
    assert len(seen) < 10
    assert service.fetches == 1


def test_a_line_says_where_and_when_it_was_said(at_debug, halves, caplog):  # noqa: ARG001
    halves.find()
    ours = [record for record in caplog.records if record.name.startswith("novapost")]
    lines = [record for record in ours if "GET /divisions" in record.getMessage()]
    assert len(lines) == 2
    assert {record.threadName for record in lines} == {threading.current_thread().name}
    assert {record.process for record in lines} == {os.getpid()}
    assert {record.funcName for record in lines} == {"_log"}
    assert {record.filename for record in lines} == {"call.py"}
    assert {record.levelno for record in lines} == {logging.DEBUG}


def test_a_callback_that_asks_for_a_token_each_time(service):
    seen = []

    def ask(event):
        seen.append(event.kind)
        api.token()

    api = Halves("sync", service, on_event=ask).api
    assert in_time(api.token).value.reveal() == jwt(1)
    assert seen == ["fetch", "reuse"]
    assert service.fetches == 1
