"""Interrupts at any line and at any bytecode: whoever comes next gets a token, at once."""

import asyncio
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import httpx
import interrupts
import pytest
from interrupts import Interrupt, in_time, interrupt
from token_service import BASE, jwt, renew, settled, under_way, until, waiting

from novapost_auth import _aside, _tokens, stores
from novapost_auth._wire import latch
from novapost_auth.stores import FileTokenStore, MemoryTokenStore

OURS = {str(path) for room in (_aside, _tokens) for path in Path(room.__file__).parent.glob("*.py")}
OURS |= {latch.__file__}
OURS = {path for path in OURS if not path.endswith(("request.py", "provider.py"))}


def at(number, event, act, work):
    return interrupts.at(OURS, number, event, act, work)


def interrupt_and_interrupt_what_cleans_up():
    def trace(frame, what, _):
        if what == "line" and frame.f_code.co_filename in OURS:
            sys.settrace(None)
            raise Interrupt
        return trace

    frame = sys._getframe()
    while frame := frame.f_back:
        if frame.f_code.co_filename in OURS:
            frame.f_trace = trace
    sys.settrace(trace)
    raise Interrupt


def cold(_auth, _clock):
    pass


def in_its_window(auth, clock):
    auth.token()
    renew(auth, clock)


def over(auth, clock):
    auth.token()
    clock.advance(3600)


def dropped(auth, clock):
    auth.token()
    clock.advance(60)
    assert auth._source.refused(auth._source.held, exchanged=False, chances=0) == "exchange"


def watched(auth, _clock):
    auth._source._observer._on_event = id


STATES = {
    "cold": cold,
    "window": in_its_window,
    "over": over,
    "dropped": dropped,
    "watched": watched,
}


@pytest.fixture(autouse=True)
def impatient(monkeypatch):
    """Take up what nobody does after a shorter while, since that happens some thousand times."""
    monkeypatch.setattr("novapost_auth._tokens.refresh._START", 0.002)


def begun(make_auth, clock, state, **settings):
    auth = make_auth(refresh="inline", **settings)
    STATES[state](auth, clock)
    settled(auth)
    return auth


@pytest.mark.parametrize(
    ("act", "state", "event"),
    # Those that are watched pass through so much more that every bytecode would take too long; and
    # what cleans up is the same for all bytecodes of a line.
    [
        *[(interrupt, state, "line" if state == "watched" else "opcode") for state in STATES],
        (interrupt_and_interrupt_what_cleans_up, "cold", "opcode"),
        *[(interrupt_and_interrupt_what_cleans_up, state, "line") for state in STATES],
    ],
)
def test_an_interrupt_leaves_nothing_that_others_wait_for(make_auth, clock, event, state, act):
    number = 0
    more = True
    while more:
        number += 1
        auth = begun(make_auth, clock, state)
        more = at(number, event, act, auth.token)
        assert in_time(auth.token).expires_at.timestamp() > clock.time()
        until(lambda auth=auth: auth.token() and not under_way(auth))
        assert auth.token().value == in_time(auth.token).value == auth._source.held.value
    assert number > 30


@pytest.mark.parametrize("act", [interrupt, interrupt_and_interrupt_what_cleans_up])
@pytest.mark.parametrize("state", ["cold", "over"])
def test_an_interrupt_where_no_thread_can_be_started(make_auth, clock, monkeypatch, state, act):
    start = threading.Thread.start

    def refuse(thread):
        if thread.name.startswith("novapost"):
            raise RuntimeError("can't start new thread")
        start(thread)

    number, more = 0, True
    monkeypatch.setattr(threading.Thread, "start", refuse)
    while more:
        number += 1
        auth = begun(make_auth, clock, state, limit=2.0)
        more = at(number, "line", act, auth.token)
        if act is interrupt:
            assert in_time(auth.token).expires_at.timestamp() > clock.time()
        assert auth.token().expires_at.timestamp() > clock.time()
    assert number > 60


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # Of open files.
@pytest.mark.parametrize(
    ("make_store", "traced"),
    [
        (lambda _: MemoryTokenStore(), ["_memory.py"]),
        (FileTokenStore, ["_file.py", "_file_lock.py"]),
    ],
    ids=["memory", "file"],
)
def test_an_interrupt_in_a_store_leaves_no_lock(
    make_auth, clock, monkeypatch, tmp_path, make_store, traced
):
    """Where no thread can be had, a store is used in that of the caller."""
    start = threading.Thread.start

    def refuse(thread):
        if thread.name.startswith("novapost"):
            raise RuntimeError("can't start new thread")
        start(thread)

    monkeypatch.setattr(threading.Thread, "start", refuse)
    files = {str(Path(stores.__file__).with_name(name)) for name in traced}
    monkeypatch.setitem(globals(), "OURS", files)
    number, more = 0, True
    while more:
        number += 1
        store = make_store(tmp_path / str(number))
        auth = begun(make_auth, clock, "cold", token_store=store)
        more = at(number, "line", interrupt, auth.token)
        assert in_time(auth.token).expires_at.timestamp() > clock.time()
        with store.lock(auth._source._refresher.request.account, 0.0) as held:
            assert held
    assert number > 15


@pytest.mark.parametrize("state", ["cold", "over", "dropped"])
def test_a_signals_handler_may_ask_for_a_token_at_any_moment(make_auth, clock, service, state):
    number, more, found = 0, True, []
    while more:
        number += 1
        auth = begun(make_auth, clock, state)
        before, calls = service.fetches, []
        more = at(
            number,
            "opcode",
            lambda auth=auth, calls=calls: calls.append(auth.token().value),
            lambda auth=auth, calls=calls: calls.append(auth.token().value),
        )
        assert len(calls) == 1 + more
        found.append(service.fetches - before)
        settled(auth)
    assert number > 30
    assert set(found) == {1}


def test_an_interrupt_while_a_refused_token_is_judged(make_auth, clock):
    number, more = 0, True
    while more:
        number += 1
        auth = begun(make_auth, clock, "over")
        held = auth._source.get()
        clock.advance(60)
        more = at(
            number,
            "opcode",
            interrupt,
            lambda auth=auth, held=held: auth._source.refused(held, exchanged=False, chances=0),
        )
        assert in_time(lambda auth=auth, held=held: _exchanged(auth, held)).value != held.value
    assert number > 20


def _exchanged(auth, held):
    action = auth._source.refused(held, exchanged=False, chances=0)
    assert action == "exchange"
    return auth._source.get()


def test_a_signal_that_ends_a_wait_leaves_the_fetch_to_the_others(auth, service):
    def raise_it(*_):
        raise Interrupt

    before = signal.signal(signal.SIGUSR1, raise_it)
    try:
        with service.held_up():
            others = [threading.Thread(target=auth.token) for _ in range(3)]
            for other in others:
                other.start()
            until(lambda: waiting(auth) == 3)

            def disturb():
                until(lambda: waiting(auth) == 4)
                os.kill(os.getpid(), signal.SIGUSR1)

            threading.Thread(target=disturb).start()
            with pytest.raises(Interrupt):
                auth.token()
            assert waiting(auth) == 3
        for other in others:
            other.join(10)
    finally:
        signal.signal(signal.SIGUSR1, before)
    assert auth.token().value.reveal() == jwt(1)
    assert service.fetches == 1


@pytest.mark.parametrize("error", [RuntimeError, MemoryError, OSError, SystemError])
def test_a_thread_that_cannot_be_started_is_done_without(auth, service, monkeypatch, error):
    def refuse(_):
        raise error("no more of them")

    monkeypatch.setattr(threading.Thread, "start", refuse)
    assert auth.token().value.reveal() == jwt(1)
    assert service.fetches == 1


@pytest.mark.parametrize("when", ["__init__", "start"])
def test_where_daemons_are_forbidden_another_thread_does(auth, monkeypatch, when):
    """Since 3.12 they cannot even be made in some sub-interpreters."""
    allowed, started = getattr(threading.Thread, when), []

    def refuse(thread, *args, daemon=None, **settings):
        if daemon or (when == "start" and thread.daemon):
            raise RuntimeError("daemon threads are disabled in this (sub)interpreter")
        started.append(settings.get("name") or thread.name)
        if when == "start":
            return allowed(thread)
        return allowed(thread, *args, daemon=daemon, **settings)

    monkeypatch.setattr(threading.Thread, when, refuse)
    assert auth.token().value.reveal() == jwt(1)
    assert started == ["novapost-token"]


IN_SUB_INTERPRETER = """
import sys
sys.path[:] = {path!r}
import httpx
from novapost_auth import NovaPostAuth
answer = httpx.MockTransport(lambda _: httpx.Response(200, json=dict(jwt="a.b.c")))
auth = NovaPostAuth("k" * 32, transport=answer, on_event=print)
print(auth.token().value.reveal(), flush=True)
"""
SUB_INTERPRETER = """
import sys
try:
    import _interpreters as interpreters
except ImportError:
    import _xxsubinterpreters as interpreters
failed = interpreters.run_string(interpreters.create(), sys.argv[1])
if failed:
    print(failed)
"""


def test_a_sub_interpreter_gets_tokens_by_whatever_threads_it_has():
    code = IN_SUB_INTERPRETER.format(path=[entry for entry in sys.path if entry])
    ran = subprocess.run(
        [sys.executable, "-c", SUB_INTERPRETER, code],
        capture_output=True,
        text=True,
        timeout=50,
        check=False,
    )
    said = ran.stdout + ran.stderr
    if "does not support loading in sub" in said or "not supported for isolated sub" in said:
        pytest.skip("a dependency has no way into a sub-interpreter")
    assert ran.stdout.splitlines()[-1:] == ["a.b.c"], ran.stdout + ran.stderr
    assert [line.split("'")[1] for line in ran.stdout.splitlines()[:-1]] == ["fetch", "reuse"]


def test_an_error_before_the_thread_is_there_lets_the_next_call_begin_anew(
    make_auth, service, monkeypatch
):
    auth = make_auth()

    def fail():
        raise MemoryError

    monkeypatch.setattr("novapost_auth._aside.thread.copy_context", fail)
    with pytest.raises(MemoryError):
        auth.token()
    monkeypatch.undo()
    assert in_time(auth.token).value.reveal() == jwt(1)
    assert service.fetches == 1


def test_a_clock_that_fails_in_a_fetch_is_told_to_who_asks_and_over_with_the_next(
    auth, clock, service, monkeypatch
):
    def fail():
        raise ValueError("no time")

    def stop_the_clock():
        monkeypatch.setattr(clock, "time", fail)
        return service.token(1)

    service.script = [stop_the_clock]
    monkeypatch.setattr(threading, "excepthook", lambda _: None)
    with pytest.raises(ValueError, match="no time"):
        auth.token()
    monkeypatch.undo()
    assert in_time(auth.token).value.reveal().startswith("ey")


def test_where_no_thread_can_be_had_the_next_call_on_a_loop_begins_anew(make_auth, monkeypatch):
    auth = make_auth(way="loop")

    def refuse(_):
        raise RuntimeError("can't start new thread")

    async def main():
        with monkeypatch.context() as patch:
            patch.setattr(threading.Thread, "start", refuse)
            for _ in range(3):
                with pytest.raises(RuntimeError, match="no thread"):
                    await auth.atoken()
        return await auth.atoken()

    assert asyncio.run(main()).value.reveal() == jwt(1)


def test_a_request_cut_short_by_an_interrupt_does_not_spoil_the_next(make_auth, service):
    number, more = 0, True
    while more:
        number += 1
        auth = make_auth()
        with httpx.Client(auth=auth, transport=service.transport, base_url=BASE) as client:
            more = at(number, "line", interrupt, lambda client=client: client.get("/divisions"))
            assert in_time(lambda client=client: client.get("/divisions")).status_code == 200
    assert number > 30
