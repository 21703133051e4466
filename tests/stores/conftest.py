import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from redis import Redis

from novapost_auth._secrets import Secret
from novapost_auth.stores import Account, StoredToken

KEY = "5e7a11ed00c0ffee5e7a11ed00c0ffee"


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
    servers: list[subprocess.Popen[str]] = []

    def start(*options: str) -> Callable[[], None]:
        command = [program, "--save", "", "--appendonly", "no", "--daemonize", "no", *options]
        server = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=tempdir
        )
        servers.append(server)
        said = ""
        for line in server.stdout or ():
            said += line
            if "ready to accept connections" in line.lower():
                return lambda: end(server)
        pytest.fail(f"redis-server did not start:\n{said}")

    with tempfile.TemporaryDirectory(prefix="redis") as tempdir:
        yield start
        for server in servers:
            end(server)


def end(server: subprocess.Popen[str]) -> None:
    with server:
        server.kill()


@pytest.fixture(scope="session")
def redis_socket(start_redis: Callable[..., Callable[[], None]]) -> Iterator[str]:
    # The path of a socket may take about 100 characters; those of pytest take more.
    with tempfile.TemporaryDirectory(prefix="redis") as directory:
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
