"""A token service to test against, in process and on loopback, and a clock that is moved."""

import base64
import json
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from unittest.mock import patch

import anyio
import httpx

from novapost_auth import NovaPostAuth
from novapost_auth._tokens import TokenSource

KEY = "0123456789abcdef0123456789abcdef"
BASE = "https://api.novapost.com/v.1.0"


def jwt(number=1, life=3600, issued=1_700_000_000, **claims):
    """Make a token that looks like the service's; each number makes another one."""

    def part(data):
        return base64.urlsafe_b64encode(json.dumps(data).encode()).decode().rstrip("=")

    payload = {"iss": "np", "iat": issued, "exp": issued + life, "ref": number} | claims
    return f"{part({'typ': 'JWT', 'alg': 'HS256'})}.{part(payload)}.signature"


def auth_that_draws(draw, *args, **settings):
    """Make an auth for which ``draw()`` is what is random."""
    with patch("novapost_auth._tokens.auth.TokenSource", partial(TokenSource, draw=draw)):
        return NovaPostAuth(*args, **settings)


def until(condition, seconds=10.0):
    """Wait until another thread has made ``condition()`` true."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it never came true"
        time.sleep(0.001)


async def arrival(condition, seconds=10.0):
    """As ``until``, on an event loop of either kind."""
    for _ in range(int(seconds * 1000)):
        if condition():
            return
        await anyio.sleep(0.001)
    raise AssertionError("it never came true")


class Clock:
    """Stands still until it is moved. Both of its clocks start anywhere."""

    def __init__(self, wall=1_800_000_000.0):
        self.wall = wall
        self.mono = 5_000.0
        self.slept = []

    def time(self):
        return self.wall

    def monotonic(self):
        return self.mono

    def sleep(self, seconds):
        self.slept.append(seconds)
        self.advance(seconds)

    def advance(self, seconds):
        self.wall += seconds
        self.mono += seconds


class Service:
    """Answers token calls, and other calls with 200 or, if their token is refused, with 401.

    ``script`` holds what token calls meet before the normal answer: a response, an exception,
    or something to call for either. While ``gate`` is closed, token calls wait at it.
    """

    def __init__(self, life=3600):
        self.life = life
        self.fetches = 0
        self.calls = []
        self.script = []
        self.refused = set()
        self.refuses_all = False
        self.gate = threading.Event()
        self.gate.set()
        self.at_gate = 0
        self._lock = threading.Lock()

    def answer_token(self):
        with self._lock:
            step = self.script.pop(0) if self.script else self.token(self.fetches)
        if callable(step):
            step = step()
        if isinstance(step, Exception):
            raise step
        return step

    def token(self, number):
        return httpx.Response(200, json={"jwt": jwt(number, self.life)})

    def arrive(self, request):
        """Return whether it is a token call, which is counted."""
        if not request.url.path.endswith("/clients/authorization"):
            return False
        assert b"apiKey=" + KEY.encode() in request.url.raw_path
        with self._lock:
            self.fetches += 1
        return True

    def answer_call(self, request):
        token = request.headers.get("Authorization")
        with self._lock:
            self.calls.append(token)
            refused = self.refuses_all or token is None or token in self.refused
        return httpx.Response(401 if refused else 200, json={"message": "as told"})

    def revoke(self, number=None):
        """Refuse a token from now on, by default the last one."""
        self.refused.add(jwt(self.fetches if number is None else number, self.life))

    @contextmanager
    def held_up(self):
        """Keep token calls waiting inside the block."""
        self.gate.clear()
        try:
            yield
        finally:
            self.gate.set()

    @property
    def transport(self):
        return ThreadTransport(self)

    @property
    def async_transport(self):
        return LoopTransport(self)


class ThreadTransport(httpx.BaseTransport):
    """Reaches the service in a thread."""

    def __init__(self, service):
        self.service = service

    def handle_request(self, request):
        if not self.service.arrive(request):
            return self.service.answer_call(request)
        self.service.at_gate += 1
        try:
            assert self.service.gate.wait(20)
        finally:
            self.service.at_gate -= 1
        return self.service.answer_token()


class LoopTransport(httpx.AsyncBaseTransport):
    """Reaches the service on an event loop, and on no other way."""

    def __init__(self, service):
        self.service = service

    async def handle_async_request(self, request):
        if not self.service.arrive(request):
            return self.service.answer_call(request)
        self.service.at_gate += 1
        try:
            await arrival(self.service.gate.is_set)
        finally:
            self.service.at_gate -= 1
        return self.service.answer_token()


def waiting(auth):
    """Count who waits for the refresh under way."""
    return len(auth._source._last.last()._ended._wakers)


def under_way(auth):
    """Tell whether a refresh is."""
    return not auth._source._last.last().is_over


@contextmanager
def crowd(size):
    """Run things in threads that all start at the same moment."""
    start = threading.Barrier(size)

    def run(work, *args):
        start.wait(20)
        return work(*args)

    with ThreadPoolExecutor(size) as pool:
        yield lambda work, *args: pool.submit(run, work, *args)


def renew(auth, clock, age=0.85):
    """Move ``clock`` into the window of the token held, at a part of its life."""
    held = auth._source.held
    clock.advance(held.life * age - held.age(auth._source._refresher.now()))


def settled(auth):
    """Wait until no refresh is under way, and all is told that there is to tell."""
    until(lambda: not under_way(auth))
    for thread in threading.enumerate():
        if thread.name == "novapost-token":
            thread.join(10)


class Loopback:
    """A real HTTP server on loopback; ``answer(handler)`` writes what comes back."""

    def __init__(self, answer):
        self.requests = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def handle_one(self):
                length = int(self.headers.get("Content-Length") or 0)
                self.body = self.rfile.read(length)
                if "chunked" in self.headers.get("Transfer-Encoding", ""):
                    self.body = b"".join(iter(self._chunk, b""))
                outer.requests.append((self.path, dict(self.headers), self.body))
                answer(self)

            do_GET = do_POST = do_PUT = handle_one  # noqa: N815 - as http.server calls them

            def _chunk(self):
                data = self.rfile.read(int(self.rfile.readline(), 16))
                self.rfile.readline()
                return data

            def reply(self, status=200, body=b"{}", **headers):
                self.send_response(status)
                for name, value in {"Content-Length": len(body), **headers}.items():
                    self.send_header(name.replace("_", "-"), str(value))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *args):
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.origin = f"http://127.0.0.1:{self._server.server_port}"
        self.base = f"{self.origin}/v.1.0"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))
        self._thread.start()

    def close(self):
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def paths(self):
        return [path.partition("?")[0].removeprefix("/v.1.0") for path, _, _ in self.requests]
