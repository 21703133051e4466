"""Real processes on one store: races, kills and stops."""

import logging
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from children import Child

from novapost_auth import NovaPostAuth
from novapost_auth._secrets import Secret
from novapost_auth.stores import (
    Account,
    FileTokenStore,
    RedisTokenStore,
    StoredToken,
    TokenStore,
    _file,
)
from novapost_auth.stores._file_lock import FileLock

WORKER = Path(__file__).with_name("store_worker.py")
KEY = "5e7a11ed00c0ffee5e7a11ed00c0ffee"
START = 1_800_000_000.0


class Worker:
    def __init__(self, kind: str, where: str) -> None:
        self.process = Child(
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
        for worker in new:
            assert worker.answer() == "ready", worker.end()
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


def test_eight_processes_make_one_fetch_cold_and_one_at_each_expiry(
    place: tuple[str, str],
    start: Callable[..., list[Worker]],
    service: Any,
) -> None:
    workers = start(place, 8)
    for now, expected in (
        (START, 1),
        (START + 2000, 1),
        (START + 3600, 2),
        (START + 7200, 3),
    ):
        for worker in workers:
            worker.tell(f"get {service.url} {now}")
        got = {worker.answer() for worker in workers}
        assert (got, service.fetches) == ({service.token(expected)}, expected)
    assert [worker.end() for worker in workers] == [""] * 8


@pytest.mark.parametrize("place", ["file"], indirect=True)
def test_a_client_killed_in_its_fetch_leaves_it_to_the_next(
    place: tuple[str, str],
    start: Callable[..., list[Worker]],
    service: Any,
) -> None:
    first, second = start(place, 2)
    service.may_answer.clear()
    first.tell(f"get {service.url} {START}")
    assert service.was_asked.wait(30)
    second.tell(f"get {service.url} {START}")
    first.process.kill()
    service.may_answer.set()
    assert (second.answer(), service.fetches) == (service.token(2), 2)


@pytest.mark.parametrize("place", ["redis"], indirect=True)
def test_a_fetch_that_outlasts_the_lock_is_waited_for(
    place: tuple[str, str],
    start: Callable[..., list[Worker]],
    service: Any,
) -> None:
    """Its holder puts the lock's end off; without that, the second would fetch as well."""
    first, second = start(place, 2)
    assert [one.ask("hurry 0.5") for one in (first, second)] == ["hurried"] * 2
    service.may_answer.clear()
    first.tell(f"get {service.url} {START}")
    assert service.was_asked.wait(30)
    service.was_asked.clear()
    second.tell(f"get {service.url} {START}")
    assert not service.was_asked.wait(0.9)
    service.may_answer.set()
    assert [one.answer() for one in (first, second)] == [service.token(1)] * 2
    assert service.fetches == 1


def test_a_client_goes_on_without_a_lock_that_cannot_be_had(
    place: tuple[str, str],
    start: Callable[..., list[Worker]],
    store: TokenStore,
    service: Any,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    (holder,) = start(place)
    assert holder.ask(f"hold {service.url}") == "True"
    holder.process.send_signal(signal.SIGSTOP)
    lock = store.lock
    monkeypatch.setattr(store, "lock", lambda account, _: lock(account, 0.1))
    first, second = (NovaPostAuth(KEY, server=service.url, token_store=store) for _ in range(2))
    assert first.token().value.reveal() == service.token(1)
    assert second.token().value.reveal() == service.token(1)
    assert service.fetches == 1
    (warning,) = [r for r in caplog.records if r.levelno >= logging.WARNING]
    assert "lock" in warning.getMessage()


def test_a_client_goes_on_without_a_store_that_cannot_be_used(
    tmp_path: Path, service: Any, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "tokens").symlink_to(tmp_path)
    store = FileTokenStore(tmp_path / "tokens")
    auth = NovaPostAuth(KEY, server=service.url, token_store=store)
    assert auth.token().value.reveal() == auth.token().value.reveal() == service.token(1)
    assert len([r for r in caplog.records if r.levelno >= logging.WARNING]) == 1


def test_a_killed_holder_does_not_keep_the_lock(
    place: tuple[str, str],
    start: Callable[..., list[Worker]],
    store: TokenStore,
    account: Account,
) -> None:
    (holder,) = start(place)
    assert holder.ask(f"hold {account.origin}") == "True"
    with store.lock(account, 0.0) as held:
        assert held is False
    holder.process.kill()
    holder.process.wait()
    if place[0] == "redis":  # Nobody tells Redis; the lock ends by itself.
        redis = vars(store)["_redis"]
        (lock,) = redis.keys("*:lock")
        assert 0 < redis.pttl(lock) <= 6_000
        redis.pexpire(lock, 1)
    with store.lock(account, 5.0) as held:
        assert held is True


def test_a_stopped_holder_is_waited_for_no_longer_than_told(
    place: tuple[str, str],
    start: Callable[..., list[Worker]],
    store: TokenStore,
    account: Account,
    token: Callable[..., StoredToken],
    caplog: pytest.LogCaptureFixture,
) -> None:
    (holder,) = start(place)
    assert holder.ask(f"hold {account.origin}") == "True"
    holder.process.send_signal(signal.SIGSTOP)
    with store.lock(account, 0.0) as held:
        assert held is False
    assert caplog.records == []  # It was but a try.
    with store.lock(account, 0.2) as held:
        assert held is False
        assert len(caplog.records) == 1
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
    stopped = FileLock(tmp_path / "novapost-lock")
    assert stopped.acquire(1.0)
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
from novapost_auth._secrets.secret import Secret
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
child = os.fork()
if child == 0:
    with store.lock(account, 0.0) as held:
        print("child", held, store.load(account) == token, flush=True)
    os._exit(0)
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
