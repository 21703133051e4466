"""Neither the key nor a token is seen on any surface, whatever is done and whatever goes wrong."""

import asyncio
import json
import logging
import signal
import socket
import sys
import threading
from contextlib import suppress

import anyio
import httpx
import httpx_aiohttp
import pytest
import trio
from opentelemetry.instrumentation.httpx import (
    AsyncOpenTelemetryTransport,
    HTTPXClientInstrumentor,
    SyncOpenTelemetryTransport,
)
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from secret_readings import KEY, TOKEN, readable
from sharing import LASTING
from surfaces import Surfaces, heard, watched

import novapost_auth
from novapost_auth import (
    AsyncNovaPost,
    FileTokenStore,
    NovaPost,
    NovaPostAuth,
    RedisTokenStore,
    Secret,
    download_divisions,
)
from novapost_auth._aside.log import _teller
from novapost_auth._settings.proxies import proxy_for
from novapost_auth._wire import Message, Origin, Times, WireFailure
from novapost_auth._wire.quiet import quiet
from novapost_auth.cli._app import run

httpx2 = pytest.importorskip("httpx2")


class Service:
    """Answers on loopback: tokens with TOKEN, calls with what it was told to, or not at all."""

    def __init__(self):
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}/v.1.0"
        self.tokens = self.calls = b""
        self._sockets = [self._listener]
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        with suppress(OSError):
            while True:
                sock, _ = self._listener.accept()
                self._sockets.append(sock)
                threading.Thread(target=self._serve, args=(sock,), daemon=True).start()

    def _serve(self, sock):
        with suppress(OSError), sock, sock.makefile("rb") as file:
            while head := file.readline():
                size = 0
                while (line := file.readline()).strip():
                    if line.lower().startswith(b"content-length:"):
                        size = int(line.partition(b":")[2])
                file.read(size)
                answer = self.tokens if b"/clients/authorization" in head else self.calls
                if answer:
                    sock.sendall(answer)
                if answer and b"Content-Length" not in answer:
                    break

    def close(self):
        for sock in self._sockets:
            sock.close()


def answer(status, body, *headers):
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    lines = [f"HTTP/1.1 {status} X", *headers, f"Content-Length: {len(content)}", "", ""]
    return "\r\n".join(lines).encode() + content


GRANTED = answer(200, {"jwt": TOKEN}, "Content-Type: application/json")
FINE = answer(200, {"items": [], "total": 0}, "Content-Type: application/json")


def escaped(text):
    return "".join(f"\\u{ord(char):04x}" for char in text).encode()


ECHO = answer(
    422,
    b'{"errors": {"apiKey": "' + escaped(KEY) + b'", "token": "' + escaped(TOKEN) + b'"}}',
    f"X-Request-Id: {KEY}",
)
# What happens: the answer to the token call, and that to the call.
EVENTS = {
    "all is well": (GRANTED, FINE),
    "the key is refused": (answer(401, {"message": KEY}), FINE),
    "the token call is answered with the key": (ECHO, FINE),
    "the call is answered with key and token": (GRANTED, ECHO),
    "the service fails": (GRANTED, answer(500, f"<p>{TOKEN}".encode())),
    "the token call gets something else": (b"SMTP 220 hello " + KEY.encode() + b"\r\n\r\n", FINE),
    "the call gets something else": (GRANTED, b"SMTP 220 " + TOKEN.encode() + b"\r\n\r\n"),
    "the token is cut off": (GRANTED[:-20].replace(b"Content-Length", b"X-Length"), FINE),
    "the token is not in it": (answer(200, {"token": TOKEN}), FINE),
    "the answer cannot be read": (GRANTED, answer(200, b"<html>" + TOKEN.encode())),
    "the call is redirected": (GRANTED, answer(302, b"", f"Location: https://x/?apiKey={KEY}")),
}


@pytest.fixture(scope="module")
def service():
    served = Service()
    yield served
    served.close()


@pytest.fixture(scope="module")
def spans():
    exporter = InMemorySpanExporter()
    exporter.provider = TracerProvider()
    exporter.provider.add_span_processor(SimpleSpanProcessor(exporter))
    return exporter


def tried(surfaces, call):
    """Do something; look at the error if it ends in one."""
    try:
        return call()
    except Exception as error:  # noqa: BLE001 - whatever it is
        surfaces.error(error)
        return error


def use(novapost):
    with novapost:
        novapost.divisions.find(limit=1)
        novapost.shipments.delete(7)


def use_client(given):
    with httpx.Client() as client:
        use(NovaPost(**given, http_client=client))


async def use_async(make):
    try:
        async with make() as novapost:
            await novapost.divisions.find(limit=1)
    finally:
        await anyio.sleep(0.01)  # aiohttp closes its connections a little later.


SETTINGS = {"environ": {"NOVAPOST_API_KEY": KEY}, "retries": None, "timeout": 5.0}


def ways(url, tracer):
    """Yield ways to make a call, each with what it goes over."""
    given = {"server": url, **SETTINGS}
    traced = SyncOpenTelemetryTransport(httpx.HTTPTransport(), tracer_provider=tracer)
    async_traced = AsyncOpenTelemetryTransport(httpx.AsyncHTTPTransport(), tracer_provider=tracer)
    yield "ours", lambda: use(NovaPost(**given))
    yield "ours, asyncio", lambda: asyncio.run(use_async(lambda: AsyncNovaPost(**given)))
    yield "ours, trio", lambda: trio.run(use_async, lambda: AsyncNovaPost(**given))
    yield "httpx", lambda: use(NovaPost(**given, transport=httpx.HTTPTransport()))
    yield "httpx2", lambda: use(NovaPost(**given, transport=httpx2.HTTPTransport()))
    yield "client", lambda: use_client(given)
    yield "OpenTelemetry", lambda: use(NovaPost(**given, transport=traced))
    yield (
        "OpenTelemetry, asyncio",
        lambda: asyncio.run(use_async(lambda: AsyncNovaPost(**given, transport=async_traced))),
    )
    yield (
        "aiohttp",
        lambda: asyncio.run(
            use_async(lambda: AsyncNovaPost(**given, transport=httpx_aiohttp.AiohttpTransport()))
        ),
    )
    yield "auth", lambda: httpx.get(f"{url}/x", auth=NovaPostAuth(KEY, server=url), trust_env=False)


SOME = ("ours", "ours, asyncio", "httpx", "OpenTelemetry")  # They stand for the rest.


def test_nothing_is_seen_whatever_happens(service, spans):
    spans.clear()
    with watched(KEY, TOKEN) as surfaces:
        for event, (service.tokens, service.calls) in EVENTS.items():
            for name, call in ways(service.url, spans.provider):
                # A tracer keeps the errors of what it is around, and they say what has come.
                if event == "all is well" or (name in SOME[: -1 if "else" in event else None]):
                    surfaces.during = f"{event}, {name}"
                    error = tried(surfaces, call)
                    assert isinstance(error, Exception) == (event != "all is well"), error
        surfaces.during = ""
    for span in spans.get_finished_spans():
        surfaces.add(f"span: {span.name}", span.to_json())
    assert surfaces.places() >= {"log", "output", "object", "span", "error", "traceback"}
    assert surfaces.found() == []


def test_nothing_is_seen_where_everything_of_httpx_is_traced(service, spans):
    service.tokens, service.calls = EVENTS["all is well"]
    spans.clear()
    instrumentor = HTTPXClientInstrumentor()
    instrumentor.instrument(tracer_provider=spans.provider)
    try:
        for name, call in ways(service.url, spans.provider):
            if name in ("ours", "httpx", "client", "auth"):
                call()
    finally:
        instrumentor.uninstrument()
    text = "\n".join(span.to_json() for span in spans.get_finished_spans())
    assert "/clients/authorization?apiKey=***" in text
    assert readable(text, KEY, TOKEN) == []


BUILT = {
    "server": lambda: NovaPost(server="prod", **SETTINGS),
    "server, async": lambda: AsyncNovaPost(server="prod", **SETTINGS),
    "server, a key": lambda: NovaPost(KEY, server="http://example.com", environ={}),
    "timeout": lambda: NovaPost(**SETTINGS | {"timeout": 0}),
    "language": lambda: NovaPost(language="ua", **SETTINGS),
    "deadline": lambda: NovaPost(deadline="x", **SETTINGS),
    "clock": lambda: NovaPost(clock=object(), **SETTINGS),
    "refresh": lambda: NovaPost(refresh="x", **SETTINGS),
    "transport": lambda: NovaPost(transport=object(), **SETTINGS),
    "divisions": lambda: download_divisions(server="prod", environ=SETTINGS["environ"]),
    "a line break": lambda: NovaPost(environ={"NOVAPOST_API_KEY": f"{KEY}\n"}),
    "a byte order mark": lambda: NovaPost(f"\ufeff{KEY}", environ={}),
    "quotes": lambda: AsyncNovaPost(Secret(f"'{KEY}'"), environ={}),
    "bytes": lambda: NovaPost(KEY.encode(), environ={}),
    "a list": lambda: NovaPostAuth([KEY]),
    "auth": lambda: NovaPostAuth(f"{KEY} "),
    "auth, refresh": lambda: NovaPostAuth(KEY, refresh="x"),
    "auth, transport": lambda: NovaPostAuth(Secret(KEY), transport=object()),
    "auth, clock": lambda: NovaPostAuth(KEY, clock=object()),
    "a store": lambda: FileTokenStore(f"/dev/null/{KEY[:4]}"),
    "a folder of the environment": lambda: FileTokenStore("\0"),
    "variables swapped": lambda: NovaPost(
        environ={"NOVAPOST_SERVER": KEY, "NOVAPOST_API_KEY": "0" * 32}
    ),
    "a proxy of the environment": lambda: proxy_for("https://api.novapost.com"),
    "Redis, an option": lambda: RedisTokenStore(f"redis://host?password={KEY}&no_such=1"),
    "Redis, a port": lambda: RedisTokenStore(f"redis://host:{KEY}"),
    "Redis, a letter": lambda: RedisTokenStore(f"redis://host?Password={KEY}"),
}


def test_what_cannot_be_built_shows_nothing_and_can_be_shown(monkeypatch):
    monkeypatch.setenv("HTTPS_PROXY", f"ftp://user:{KEY}@10.0.0.1")
    with watched(KEY) as surfaces:
        for surfaces.during, build in BUILT.items():
            error = tried(surfaces, build)
            assert isinstance(error, novapost_auth.ConfigurationError)
    assert surfaces.found() == []


COMMANDS = [
    ["call", "GET", "/x"],
    ["call", "GET", "/clients/authorization", "--query", f"apiKey={KEY}", "--json"],
    ["divisions", "--limit", "1"],
    ["track", "1234"],
    ["token"],
    ["token", "--server", KEY],
    ["--key-file", KEY, "token"],
    ["divisions", "download", "--output", "-", "--server", "nowhere"],
]


def test_a_command_shows_nothing(service, monkeypatch):
    monkeypatch.setenv("NOVAPOST_API_KEY", KEY)
    monkeypatch.setenv("NOVAPOST_SERVER", service.url)
    with watched(KEY, TOKEN) as surfaces:
        for event in ("the token call is answered with the key", "the key is refused"):
            service.tokens, service.calls = EVENTS[event]
            assert {run([*words, "--no-token-cache"]) for words in COMMANDS} <= {1, 2, 3}
        service.tokens, service.calls = EVENTS["the call is answered with key and token"]
        assert {run([*words, "--no-token-cache"]) for words in COMMANDS[:1]} == {1}
    assert "output" in surfaces.places()  # Variables hold what was given in a wrong place.
    assert [one for one in surfaces.found() if one.startswith(("output", "log"))] == []


def test_a_store_that_fails_shows_nothing(service, tmp_path):
    service.tokens, service.calls = EVENTS["all is well"]
    (tmp_path / "novapost-salt").mkdir()
    store = FileTokenStore(tmp_path)
    with watched(KEY, TOKEN) as surfaces:
        tried(surfaces, lambda: use(NovaPost(server=service.url, token_store=store, **SETTINGS)))
    assert surfaces.found() == []


class Soft(Exception):
    """A limit of somebody's program."""


@pytest.mark.skipif(sys.platform == "win32", reason="alarms are POSIX")
@pytest.mark.parametrize("silent", ["tokens", "calls"])
def test_an_interrupt_shows_nothing(silent, service):
    service.tokens, service.calls = GRANTED, FINE
    setattr(service, silent, b"")

    def over(*_):
        raise Soft

    former = signal.signal(signal.SIGALRM, over)
    with watched(KEY, TOKEN) as surfaces:
        for name, call in ways(service.url, None):
            if name in ("ours", "httpx", "client", "auth"):
                signal.setitimer(signal.ITIMER_REAL, 0.3)
                tried(surfaces, call)
        async_ways = [AsyncNovaPost(server=service.url, **SETTINGS)]
        async_ways.append(
            AsyncNovaPost(server=service.url, transport=httpx.AsyncHTTPTransport(), **SETTINGS)
        )

        async def late(novapost):
            async with novapost, asyncio.timeout(0.3):
                await novapost.shipments.create({"name": "x"})

        for novapost in async_ways:
            tried(surfaces, lambda: asyncio.run(late(novapost)))  # noqa: B023
    signal.signal(signal.SIGALRM, former)
    assert "traceback" in surfaces.places()
    assert surfaces.found() == []


OTHER = "0f1e2d3c4b5a69788796a5b4c3d2e1f0"


@pytest.mark.parametrize(
    "call",
    [
        lambda api: api.authorization.get_token(api_key=OTHER),
        lambda api: api.request("GET", "/x", params={"apiKey": OTHER}),
        lambda api: api.request("GET", f"/clients/authorization?apiKey={OTHER}"),
        lambda api: api.request("GET", f"/x y?api_key={OTHER}"),
    ],
)
@pytest.mark.parametrize(
    "body", [GRANTED, ECHO.replace(escaped(KEY), escaped(OTHER)), answer(200, b"<html>")]
)
def test_a_call_with_a_key_of_its_own_shows_nothing(call, body, service):
    service.tokens, service.calls = GRANTED, body
    with (
        watched(KEY, TOKEN, OTHER) as surfaces,
        NovaPost(server=service.url, **SETTINGS) as novapost,
    ):
        novapost.token()
        service.tokens = body
        tried(surfaces, lambda: call(novapost))
    assert surfaces.found() == []


def message():
    return Message(
        method="GET",
        origin=Origin("https", "api.example", 443),
        target=Secret(f"/x?apiKey={KEY}"),
        headers=[],
        authorization=Secret(TOKEN),
        times=Times(room=1, connect=1, send=1, silence=1),
    )


def test_whatever_is_logged_while_a_message_is_sent_is_looked_at():
    logger = logging.getLogger("somebody.who.sends")
    with watched(KEY, TOKEN) as surfaces, quiet(message()):
        logger.debug("sending %s with %r", f"https://x/?apiKey={KEY}", {"authorization": TOKEN})
        logger.info(f"GET https://x/?apiKey={KEY}")  # noqa: G004 - as others do
        logger.warning("bytes %s", KEY.encode().hex())
        try:
            [].remove(TOKEN)
        except ValueError:
            logger.exception("failed")
        logger.debug("%d args", 1, 2)  # noqa: PLE1205 - as badly as others log
        logging.getLogger("hpack.hpack").debug("Encoded header block to %s", b"\x82\x04")
    assert surfaces.found() == []


def test_what_others_log_stays_as_it_is():
    records = []
    with heard(records.append):
        with quiet(message()):
            logging.getLogger("other").warning("%s is fine, %d", "this", 3)
        logging.getLogger("other").warning("not sent: %s", KEY)
    assert [one.getMessage() for one in records] == ["this is fine, 3", f"not sent: {KEY}"]
    assert [one.args for one in records] == [("this", 3), (KEY,)]


class Leaky:
    """Shows what it should not."""

    __module__ = "novapost_auth.leaky"

    def __init__(self, text):
        self.text = text


def planted(text):
    """Yield what leaks, each on another surface."""
    error = ValueError("outer")
    error.__context__ = RuntimeError(text)
    noted = ValueError("noted")
    noted.add_note(text)
    yield "error", lambda _: error
    yield "error", lambda _: noted
    yield "error", lambda _: ExceptionGroup("group", [ValueError(text)])
    yield "error", lambda _: WireFailure(ValueError(text))
    yield "log", lambda _: logging.getLogger("a.new.one").debug("x %s", text)
    yield "log", lambda _: logging.getLogger("hpack.new").info(text)
    yield "output", lambda _: sys.stdout.write(text)
    yield "output", lambda _: sys.stderr.write(text)
    yield "object", lambda keep: keep.append(Leaky(text))


@pytest.mark.parametrize("number", range(9))
@pytest.mark.parametrize("form", [str, lambda text: text.encode().hex(), lambda t: f"{escaped(t)}"])
def test_a_leak_that_is_planted_is_found(number, form):
    where, plant = list(planted(form(KEY)))[number]
    kept = []
    with watched(KEY) as surfaces:
        error = plant(kept)
        if isinstance(error, BaseException):
            surfaces.error(error)
    assert [place for place in surfaces.found() if place.startswith(where)]


def test_a_variable_that_is_planted_is_found():
    namespace = {"logging": logging}
    code = "def leak(key):\n    logging.getLogger('x').debug('y')\n    raise ValueError('z')\n"
    file = f"{novapost_auth.__file__.rpartition('/')[0]}/_calls/body.py"
    exec(compile(code, file, "exec"), namespace)
    with watched(KEY) as surfaces:
        tried(surfaces, lambda: namespace["leak"](KEY))
    found = surfaces.found()
    assert "frame: _calls/body.py leak key" in found
    assert {"traceback: traceback", "traceback: rich", "traceback: sentry"} <= set(found)


def test_what_was_there_before_any_test_is_looked_at_as_well():
    assert any(one is _teller for one in LASTING)


def test_an_empty_walk_finds_nothing():
    assert Surfaces(KEY).found() == []
