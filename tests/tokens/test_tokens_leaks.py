"""Neither the key nor a token is seen anywhere that people look, or that programs keep."""

import asyncio
import base64
import json
import os
import socket
import subprocess
import sys
import threading

import httpx
import pytest
import trio
from opentelemetry.instrumentation.httpx import HTTPXClientInstrumentor
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from token_leaks import all_loggers, leaked, shown, told
from token_service import Clock, jwt

from novapost_auth import NovaPostAuth
from novapost_auth._errors import NovaPostError, TransportError

KEY = 'sk/live+"<&\\' + "fedcba9876543210" * 2
TOKENS = [jwt(number) for number in range(1, 9)]


class Old(Clock):
    """A clock by which every token is some minutes old when it is refused."""

    def monotonic(self):
        self.advance(15)
        return self.mono


def token_call(handler):
    return handler.path.startswith("/v.1.0/clients/authorization")


def server_of(loopback, *token_steps, call=None):
    """Serve token calls by steps, then normally; other calls by ``call(handler, token)``."""
    steps, issued = list(token_steps), iter(TOKENS)
    lock = threading.Lock()

    def answer(handler):
        if not token_call(handler):
            token = handler.headers.get("Authorization")
            return call(handler, token) if call else handler.reply()
        with lock:
            step = steps.pop(0) if steps else None
        if step is not None:
            return step(handler)
        return handler.reply(body=b'{"jwt": "%s"}' % next(issued).encode())

    return loopback(answer)


def reply(status, body, **headers):
    return lambda handler: handler.reply(status, body.encode(), **headers)


def hang_up(handler):
    handler.connection.shutdown(socket.SHUT_RDWR)
    handler.close_connection = True


def refuse(*tokens):
    return lambda handler, token: handler.reply(401 if token in tokens else 200)


def redirect(handler, _):
    if handler.path.endswith("/moved"):
        handler.reply()
    else:
        handler.reply(307, Location="/v.1.0/moved")


SCENARIOS = {
    "all is well": ([], None),
    "the service is down": ([reply(503, "{}")] * 2, None),
    "too many requests": ([reply(429, "{}", Retry_After="5")] * 2, None),
    "the key is refused": ([reply(401, '{"message": "no"}')] * 2, None),
    "the key is repeated in JSON": (
        [reply(422, json.dumps({"errors": {"apiKey": KEY}}))] * 2,
        None,
    ),
    "the key is repeated in HTML": ([reply(500, f"<title>{KEY}</title>")] * 2, None),
    "the key is repeated in a 200": ([reply(200, json.dumps({"message": KEY}))] * 2, None),
    "the token is under another name": ([reply(200, f'{{"token": "{TOKENS[0]}"}}')] * 2, None),
    "the token is bare": ([reply(200, TOKENS[0])] * 2, None),
    "the token is cut off": ([reply(200, f'{{"jwt": "{TOKENS[0][:90]}')] * 2, None),
    "the connection breaks": ([hang_up] * 2, None),
    "the token call is redirected": (
        [reply(302, "", Location="https://evil.example/clients/authorization")] * 2,
        None,
    ),
    "the token is refused once": ([], refuse(TOKENS[0])),
    "the token is refused always": ([], refuse(*TOKENS)),
    "an exchange fails": (
        [reply(200, f'{{"jwt": "{TOKENS[0]}"}}'), reply(503, "")],
        refuse(TOKENS[0]),
    ),
    "a call is redirected": ([], redirect),
}


@pytest.fixture(params=["sync", "asyncio", "trio"])
def get(request):
    """Make calls on a client of some kind; return what each came to."""

    def by_thread(auth, url, calls):
        with httpx.Client(auth=auth, follow_redirects=True) as client:
            return [outcome(lambda: client.get(url)) for _ in range(calls)]

    async def by_loop(auth, url, calls):
        found = []
        async with httpx.AsyncClient(auth=auth, follow_redirects=True) as client:
            for _ in range(calls):
                try:
                    found.append(await client.get(url))
                except NovaPostError as error:
                    found.append(error)
        return found

    def outcome(call):
        try:
            return call()
        except NovaPostError as error:
            return error

    return {
        "sync": by_thread,
        "asyncio": lambda *args: asyncio.run(by_loop(*args)),
        "trio": lambda *args: trio.run(by_loop, *args),
    }[request.param]


@pytest.mark.parametrize("name", SCENARIOS)
def test_nothing_is_seen_when(name, get, loopback, capfd):
    steps, call = SCENARIOS[name]
    server = server_of(loopback, *steps, call=call)
    events = []
    with all_loggers() as log:
        auth = NovaPostAuth(KEY, server=server.base, clock=Old(), on_event=events.append)
        outcomes = get(auth, f"{server.base}/divisions", 3)
    texts = [log.text, *map(shown, [auth, auth._source, auth._source.held, *events])]
    texts += [shown(vars(auth)), shown(vars(auth._source)), *capfd.readouterr()]
    for outcome in outcomes:
        if isinstance(outcome, NovaPostError):
            texts.append(told(outcome))
            continue
        for answer in (outcome, *outcome.history):  # What httpx pickles is its own affair.
            request = answer.request
            texts += [repr(answer), repr(request), repr(request.headers), str(request.url)]
    assert log.lines
    assert len(server.requests) > 0
    assert leaked("\n".join(texts), KEY, *TOKENS) == []


def test_the_scan_would_find_it():
    for text in (KEY, f"x{jwt(1)}y", repr(KEY), repr(KEY.encode())):
        assert leaked(text, KEY, jwt(1))
    for shift in range(3):
        assert leaked(base64.b64encode(b"x" * shift + KEY.encode() + b"tail").decode(), KEY)
    assert not leaked("nothing of the kind", KEY, jwt(1))


def test_a_server_that_is_not_there_shows_nothing(get):
    with socket.create_server(("127.0.0.1", 0)) as sock:
        base = f"http://127.0.0.1:{sock.getsockname()[1]}/v.1.0"
    with all_loggers() as log:
        (error,) = get(NovaPostAuth(KEY, server=base), f"{base}/divisions", 1)
    assert leaked(log.text + told(error), KEY) == []
    assert "***" in str(error.request.url)


def test_a_fault_in_a_transport_shows_nothing_that_is_ours():
    def fail(request):
        raise ZeroDivisionError(str(request.url))

    auth = NovaPostAuth(KEY, transport=httpx.MockTransport(fail))
    with all_loggers() as log, pytest.raises(TransportError) as caught:
        auth.token()
    assert leaked(log.text + told(caught.value), KEY) == []


def test_hooks_of_the_callers_client_do_not_see_the_token_call(loopback):
    server = server_of(loopback, call=refuse(TOKENS[0]))
    seen = []
    with httpx.Client(
        auth=NovaPostAuth(KEY, server=server.base, clock=Old()),
        event_hooks={"request": [seen.append], "response": [lambda a: seen.append(a.request)]},
    ) as client:
        client.get(f"{server.base}/divisions")
    assert {request.url.path for request in seen} == {"/v.1.0/divisions"}
    assert server.paths().count("/clients/authorization") == 2


@pytest.mark.parametrize("name", ["all is well", "the service is down", "an exchange fails"])
def test_tracing_sees_nothing(name, get, loopback):
    steps, call = SCENARIOS[name]
    server = server_of(loopback, *steps, call=call)
    spans, provider = InMemorySpanExporter(), TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(spans))
    instrumentor = HTTPXClientInstrumentor()
    instrumentor.instrument(tracer_provider=provider)
    try:
        get(NovaPostAuth(KEY, server=server.base, clock=Old()), f"{server.base}/divisions", 2)
    finally:
        instrumentor.uninstrument()
    text = "\n".join(span.to_json() for span in spans.get_finished_spans())
    assert "/clients/authorization" in text
    assert leaked(text, KEY, *TOKENS) == []


def test_a_program_that_dies_of_it_prints_nothing(tmp_path):
    code = """
import httpx, os
from novapost_auth._tokens.auth import NovaPostAuth
def answer(request):
    return httpx.Response(401, text=str(request.url.params["apiKey"]))
httpx.Client(auth=NovaPostAuth(os.environ["KEY"], transport=httpx.MockTransport(answer))).get(
    "https://api.novapost.com/v.1.0/divisions")
"""
    program = tmp_path / "program.py"
    program.write_text(code)
    ran = subprocess.run(
        [sys.executable, program],
        env=os.environ | {"KEY": KEY},
        capture_output=True,
        check=False,
        text=True,
    )
    assert ran.returncode == 1
    assert "InvalidApiKey: 401" in ran.stderr
    assert leaked(ran.stdout + ran.stderr, KEY) == []
