"""Real processes on one store: races, kills and stops."""

import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from novapost_auth._secrets import Secret
from novapost_auth.stores import (
    Account,
    FileTokenStore,
    RedisTokenStore,
    StoredToken,
    TokenStore,
    _file,
)

WORKER = Path(__file__).with_name("store_worker.py")
START = 1_800_000_000.0


class Worker:
    def __init__(self, kind: str, where: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, WORKER, kind, where],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self._to, self._from = self.process.stdin, self.process.stdout

    def tell(self, line: str) -> None:
        self._to.write(line + "\n")
        self._to.flush()

    def answer(self) -> str:
        return self._from.readline().strip()

    def ask(self, line: str) -> str:
        self.tell(line)
        return self.answer()

    def end(self) -> str:
        """End the process, stopped or dead as it may be, and return what it complained of."""
        if self.process.poll() is None:
            self.process.kill()
        return self.process.communicate()[1]


@pytest.fixture(params=["file", "redis"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[str, str]:
    if request.param == "file":
        return "file", str(tmp_path / "tokens")
    return "redis", request.getfixturevalue("redis_url")


@pytest.fixture
def start() -> Iterator[Callable[..., list[Worker]]]:
    workers: list[Worker] = []

    def begin(place: tuple[str, str], count: int = 1) -> list[Worker]:
        new = [Worker(*place) for _ in range(count)]
        workers.extend(new)
        assert [worker.answer() for worker in new] == ["ready"] * count
        return new

    yield begin
    for worker in workers:
        worker.end()


@pytest.fixture
def store(place: tuple[str, str]) -> Iterator[TokenStore]:
    kind, where = place
    if kind == "file":
        yield FileTokenStore(where)
    else:
        with RedisTokenStore(where) as store:
            yield store


class TokenService(ThreadingHTTPServer):
    """Answers each request with another token, on a real socket."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), TokenHandler)
        self.fetches = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/"


class TokenHandler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        assert isinstance(self.server, TokenService)
        self.server.fetches += 1
        body = f"token-{self.server.fetches}".encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
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


def test_eight_processes_make_one_fetch_cold_and_one_at_each_expiry(
    place: tuple[str, str],
    start: Callable[..., list[Worker]],
    service: TokenService,
) -> None:
    workers = start(place, 8)
    for now, expected in (
        (START, 1),
        (START + 3599, 1),
        (START + 3600, 2),
        (START + 7200, 3),
    ):
        for worker in workers:
            worker.tell(f"get {service.url} {now}")
        got = {worker.answer() for worker in workers}
        assert (got, service.fetches) == ({f"token-{expected}"}, expected)
    assert [worker.end() for worker in workers] == [""] * 8


def test_a_killed_holder_does_not_keep_the_lock(
    place: tuple[str, str],
    start: Callable[..., list[Worker]],
    store: TokenStore,
    account: Account,
) -> None:
    (holder,) = start(place)
    assert holder.ask("hold") == "True"
    with store.lock(account, 0.0) as held:
        assert held is False
    holder.process.kill()
    holder.process.wait()
    if place[0] == "redis":  # Nobody tells Redis; the lock ends by itself.
        redis = vars(store)["_redis"]
        (lock,) = redis.keys("*:lock")
        assert 0 < redis.pttl(lock) <= 15_000
        redis.pexpire(lock, 1)
    with store.lock(account, 5.0) as held:
        assert held is True


def test_a_stopped_holder_is_waited_for_no_longer_than_told(
    place: tuple[str, str],
    start: Callable[..., list[Worker]],
    store: TokenStore,
    account: Account,
    token: Callable[..., StoredToken],
) -> None:
    (holder,) = start(place)
    assert holder.ask("hold") == "True"
    holder.process.send_signal(signal.SIGSTOP)
    with store.lock(account, 0.2) as held:
        assert held is False
        store.save(account, token())  # Reading and writing go on without the lock.
    assert store.load(account) == token()
    holder.process.send_signal(signal.SIGCONT)
    assert holder.ask("free") == "freed"
    with store.lock(account, 5.0) as held:
        assert held is True


def test_a_kill_while_writing_leaves_a_whole_token(
    place: tuple[str, str],
    start: Callable[..., list[Worker]],
    store: TokenStore,
    account: Account,
    token: Callable[..., StoredToken],
    caplog: pytest.LogCaptureFixture,
) -> None:
    for worker in start(place, 3):
        worker.tell("write 100000")
        assert [worker.answer() for _ in range(5)] == ["written"] * 5
        worker.process.kill()
        worker.process.wait()
        loaded = store.load(account)
        assert loaded is not None
        assert loaded.value.reveal().endswith("x" * 8000)
    assert caplog.records == []
    store.save(account, token())
    if place[0] == "file":
        assert not list(Path(place[1]).glob("*.tmp"))


def test_a_directory_held_by_a_stopped_process_is_gone_without(
    tmp_path: Path,
    account: Account,
    token: Callable[..., StoredToken],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    store = FileTokenStore(tmp_path)
    store.save(account, token())
    monkeypatch.setattr(_file, "_PATIENCE", 0.05)
    stopped = _file._locked(tmp_path / "lock", 1.0)
    try:
        assert store.load(account) is None
        store.save(account, token("new"))
        store.discard(account, Secret("header.payload.signature"))
        with store.lock(account, 1.0) as held:
            assert held is False
    finally:
        stopped.release()
    assert len(caplog.records) == 1
    assert store.load(account) == token()


FORK = """
import os, sys
from threading import Event, Thread
from novapost_auth._secrets import Secret
from novapost_auth.stores import Account, FileTokenStore, MemoryTokenStore, StoredToken

kind, path = sys.argv[1:]
store = MemoryTokenStore() if kind == "memory" else FileTokenStore(path)
account = Account("https://api.example", Secret("key"))
token = StoredToken(Secret("t"), 1.8e9, 3.6e3)
store.save(account, token)
taken, done = Event(), Event()

def hold():
    with store.lock(account, 5.0):
        taken.set()
        done.wait()

thread = Thread(target=hold)
thread.start()
taken.wait()
if kind == "memory":
    store._guard.acquire()
child = os.fork()
if child == 0:
    with store.lock(account, 0.0) as held:
        print("child", held, store.load(account) == token, flush=True)
    os._exit(0)
if kind == "memory":
    store._guard.release()
os.waitpid(child, 0)
with store.lock(account, 0.0) as held:
    print("parent", held, flush=True)
done.set()
thread.join()
with store.lock(account, 0.0) as held:
    print("after", held, flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no fork there")
@pytest.mark.parametrize(("kind", "held"), [("memory", True), ("file", False)])
def test_a_fork_while_a_thread_holds_the_lock(tmp_path: Path, kind: str, held: bool) -> None:
    # A child of its own memory has locks of its own; a file is shared, and so is its lock.
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", FORK, kind, tmp_path / "tokens"],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stdout.splitlines() == [f"child {held} True", "parent False", "after True"]
