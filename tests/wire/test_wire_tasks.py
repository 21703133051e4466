"""What users pass to coroutines does its work in one task, from the first step to the last.

Else nothing that belongs to a task, such as a limit of time, could be begun before an answer and
ended after it.
"""

import asyncio
import contextvars
import gc
import weakref

import anyio
import httpx
import pytest
from fault_server import KEY, jwt
from wire_server import ANSWER

import novapost_auth as np

on_both = pytest.mark.parametrize("backend", ["asyncio", "trio"])

NOTE = contextvars.ContextVar("NOTE", default="")


def client(server, **settings):
    settings = {"retries": None, "environ": {}} | settings
    return np.AsyncNovaPost(KEY, server=getattr(server, "url", server), **settings)


async def limited(body):
    with anyio.fail_after(30):
        async for piece in body:
            yield piece


async def grouped(body):
    async with anyio.create_task_group() as group:
        group.start_soon(anyio.sleep, 0)
        async for piece in body:
            yield piece


async def noted(body):
    token = NOTE.set("reading")
    async for piece in body:
        yield piece
    NOTE.reset(token)


class Stream(httpx.AsyncByteStream):
    def __init__(self, body, within):
        self.body, self.within = body, within

    def __aiter__(self):
        return self.within(self.body)

    async def aclose(self):
        await self.body.aclose()


class Within(httpx.AsyncHTTPTransport):
    """Reads bodies within something that the task which began it has to end."""

    def __init__(self, within):
        super().__init__()
        self.within, self.notes = within, []

    async def handle_async_request(self, request):
        response = await super().handle_async_request(request)
        self.notes.append(NOTE.get())
        return httpx.Response(
            response.status_code,
            headers=response.headers,
            stream=Stream(response.stream, self.within),
            extensions=response.extensions,
        )


def at_length(wire):
    wire.answer(200, {**ANSWER, "note": "x" * 300_000})


at_length.stage = "body"


@on_both
@pytest.mark.parametrize("within", [limited, grouped, noted])
def test_a_body_is_read_in_one_task(within, backend, wire_serve):
    server = wire_serve(at_length)

    async def main():
        async with client(server, transport=Within(within)) as api:
            return [(await api.shipments.create({})).number for _ in range(2)]

    assert anyio.run(main, backend=backend) == ["NUMBER"] * 2
    assert len(server.posts) == 2


@on_both
def test_what_is_passed_knows_the_context_of_the_call(backend, wire_serve):
    transport = Within(noted)

    async def main():
        NOTE.set("of the caller")
        async with client(wire_serve(), transport=transport) as api:
            await api.request("GET", "/x")

    anyio.run(main, backend=backend)
    assert transport.notes[-1] == "of the caller"


class Own(BaseException):
    pass


@on_both
@pytest.mark.parametrize("cls", [KeyboardInterrupt, SystemExit, Own])
def test_what_interrupts_a_program_comes_out_of_the_call(cls, backend, wire_serve):
    server = wire_serve()

    async def hook(response):
        if response.request.method == "POST":
            raise cls

    async def main():
        async with (
            httpx.AsyncClient(event_hooks={"response": [hook]}) as over,
            client(server, http_client=over) as api,
        ):
            with pytest.raises(cls):
                await api.shipments.create({})
            return (await api.request("GET", "/x")).status_code

    assert anyio.run(main, backend=backend) == 200
    assert len(server.posts) == 1


class Cancels(httpx.AsyncByteStream):
    async def __aiter__(self):
        yield b"{"
        raise asyncio.CancelledError


@pytest.mark.parametrize("in_body", [False, True])
def test_what_cancels_itself_is_a_failure_as_others_are(in_body):
    """Who waits was not cancelled, and a group of tasks would end his without a word."""

    class Transport(httpx.AsyncBaseTransport):
        async def handle_async_request(self, request):
            if "authorization" in request.url.path:
                return httpx.Response(200, json={"jwt": jwt()})
            if in_body:
                return httpx.Response(200, stream=Cancels())
            raise asyncio.CancelledError

    async def main():
        async with client("http://127.0.0.1:1/v.1.0", transport=Transport()) as api:
            with pytest.raises(np.TransportError) as caught:
                await api.shipments.create({})
        return caught.value

    assert asyncio.run(main()).maybe_sent


class Kept:
    """What is there for as long as a call is kept."""


@pytest.mark.parametrize("gives_up", [False, True])
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_nothing_is_kept_of_a_loop_that_was_closed_in_the_middle(gives_up):
    kept, is_asked = weakref.WeakSet(), asyncio.Event()

    class Slow(httpx.AsyncBaseTransport):
        async def handle_async_request(self, request):
            if "authorization" in request.url.path:
                return httpx.Response(200, json={"jwt": jwt()})
            kept.add(one := Kept())
            is_asked.set()
            await asyncio.sleep(30)
            return httpx.Response(200, extensions={"kept": one})

    api = client("http://127.0.0.1:1/v.1.0", transport=Slow())

    async def main():
        task = asyncio.ensure_future(api.request("GET", "/x"))
        await is_asked.wait()
        if gives_up:
            task.cancel()

    loop = asyncio.new_event_loop()
    loop.set_exception_handler(lambda *_: None)
    loop.run_until_complete(main())
    loop.close()
    del loop
    gc.collect()
    assert len(kept) == 0


def test_many_that_were_given_up_before_they_began_keep_nobody_waiting(wire_serve):
    """Of those that are under way, a pool bears so many."""

    async def main():
        async with client(wire_serve(), transport=Within(limited), timeout=5) as api:
            await api.token()
            for _ in range(120):
                task = asyncio.ensure_future(api.request("GET", "/x"))
                await asyncio.sleep(0)
                task.cancel()
                await asyncio.wait([task])
            return (await api.request("GET", "/x")).status_code

    assert asyncio.run(main()) == 200
