import json
import shutil
import subprocess
import tempfile
import time
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread

import pytest
from children import Server
from redis import Redis
from settled import OURS

from novapost_auth._secrets import Secret
from novapost_auth.stores import Account, StoredToken

KEY = "5e7a11ed00c0ffee5e7a11ed00c0ffee"
CLAIMS = urlsafe_b64encode(b'{"iat": 7200, "exp": 10800}').decode().rstrip("=")


@pytest.fixture
def account() -> Account:
    return Account("https://api.example/v.1.0", Secret(KEY))


@pytest.fixture
def token() -> Callable[..., StoredToken]:
    def make(value: str = "header.payload.signature", at: float = 1_800_000_000.0) -> StoredToken:
        return StoredToken(Secret(value), at, 3600.0)

    return make


@pytest.fixture(scope="session")
def start_redis() -> Iterator[Callable[..., Callable[[], None]]]:
    """Start real Redis servers, each until the end of the tests or until it is told to stop."""
    program = shutil.which("redis-server")
    if program is None:
        pytest.skip("redis-server is not installed (apt-get install redis-server)")
    servers: list[Server] = []

    def start(*options: str) -> Callable[[], None]:
        command = [program, "--save", "", "--appendonly", "no", "--daemonize", "no", *options]
        server = Server(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=tempdir
        )
        servers.append(server)
        said = ""
        for line in server.stdout or ():
            said += line
            if "ready to accept connections" in line.lower():
                return lambda: end(server)
        pytest.fail(f"redis-server did not start:\n{said}")

    with tempfile.TemporaryDirectory(dir=OURS) as tempdir:
        yield start
        for server in servers:
            end(server)


def end(server: Server) -> None:
    with server:
        server.kill()


@pytest.fixture(scope="session")
def redis_socket(start_redis: Callable[..., Callable[[], None]]) -> Iterator[str]:
    # The path of a socket may take about 100 characters; those of pytest take more.
    with tempfile.TemporaryDirectory(dir=OURS) as directory:
        socket = Path(directory, "redis.sock")
        start_redis("--port", "0", "--unixsocket", str(socket))
        until = time.monotonic() + 10
        while not socket.exists() and time.monotonic() < until:
            time.sleep(0.01)
        yield str(socket)


@pytest.fixture
def redis_url(redis_socket: str) -> str:
    """Give an empty database."""
    url = f"unix://{redis_socket}"
    with Redis.from_url(url) as client:
        client.flushall()
    return url


class TokenService(ThreadingHTTPServer):
    """Answers each request with another token, on a real socket, when it may."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), TokenHandler)
        self.fetches = 0
        self.was_asked, self.may_answer = Event(), Event()
        self.may_answer.set()

    def token(self, number: int) -> str:
        """Return the token of the first, second... answer: it lives an hour."""
        return f"eyJhbGciOiJIUzI1NiJ9.{CLAIMS}.{number}"

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class TokenHandler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        assert isinstance(self.server, TokenService)
        self.server.fetches += 1
        body = json.dumps({"jwt": self.server.token(self.server.fetches)}).encode()
        self.server.was_asked.set()
        self.server.may_answer.wait(30)
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        with suppress(OSError):  # Who asked may be dead.
            self.wfile.write(body)

    def log_request(self, code: object = None, size: object = None) -> None:
        pass


@pytest.fixture
def service() -> Iterator[TokenService]:
    with TokenService() as service:
        thread = Thread(target=service.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield service
        service.shutdown()
        thread.join()
