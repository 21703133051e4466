"""A signal's handler that raises, or that makes a call itself, at any line of a call."""

import ast
import gc
import signal
import sys
import threading
from contextlib import nullcontext, suppress
from pathlib import Path

import httpx
import interrupts
import pytest
from fault_server import KEY, jwt
from httpcore._synchronization import ThreadLock
from interrupts import Interrupt, in_time, interrupt

import novapost_auth as np
from novapost_auth import _wire
from novapost_auth._wire import aside, direct, foreign, pool, ways
from novapost_auth._wire.aside import AsideWire

HOUSE = str(Path(np.__file__).parent)
OURS = {str(path) for path in Path(_wire.__file__).parent.glob("*.py")}
STEPS = {module.__file__ for module in (ways, direct, foreign, pool)}
# Where a secret is read: some variable has to hold it, for a moment.
READING = ("/_secrets/secret.py", "/_tokens/token.py")

pytestmark = pytest.mark.usefixtures("parser")


@pytest.fixture(params=["kept", "fresh"])
def begin(request, wire_serve, monkeypatch):
    """Make a client that has room for so many calls, and a token."""
    server = wire_serve(fresh=request.param == "fresh")
    url = server.url.replace("127.0.0.1", "localhost")  # A name is looked up in a thread.

    def begin(room):
        monkeypatch.setattr(direct, "AT_ONCE", room)
        gc.collect()  # What others have left would come to its end at some line of the call.
        api = np.NovaPost(KEY, server=url, environ={}, retries=None)
        api.token()
        return api

    return begin


def call(api):
    assert api.request("GET", "/x").status_code == 200


def join_threads_aside():
    for thread in threading.enumerate():
        if thread.name == "novapost-proxy":
            thread.join(10)
            assert not thread.is_alive()


def every_line(act, work, least=60):
    number = 1
    while interrupts.at(OURS, number, "line", act, work):
        number += 1
        yield
    assert number > least


@pytest.mark.filterwarnings("ignore::ResourceWarning")  # Of sockets that close themselves.
def test_one_that_raises_is_heard_and_leaves_its_room_to_the_next(begin):
    with begin(room=1) as api:
        for _ in every_line(interrupt, lambda: call(api)):
            in_time(lambda: call(api))


def test_one_that_makes_a_call_gets_its_answer_and_does_not_disturb(begin):
    with begin(room=2) as api:
        for _ in every_line(lambda: call(api), lambda: call(api)):
            pass


@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.parametrize("road", ["straight", "through a proxy"])
def test_one_that_closes_the_client_lets_the_call_end_or_fail_as_calls_do(road, wire_serve):
    """As another thread may at any time: also while the way of a first call is made."""
    server, number, is_within = wire_serve(), 1, True
    through = {"proxy": server.origin} if road == "through a proxy" else {}

    def work():
        with suppress(np.NovaPostError):
            call(api)

    while is_within:
        with np.NovaPost(KEY, server=server.url, environ={}, retries=None, **through) as api:
            api.token()
            is_within = interrupts.at(STEPS, number, "line", api.close, work)
        number += 1
    assert number > 30


@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.parametrize("act", [interrupt, None], ids=["raises", "makes a call"])
def test_what_speaks_to_a_proxy_is_not_interrupted(act, wire_serve, monkeypatch):
    """httpcore's locks are written in Python: a handler would leave one locked, or wait for it."""
    server, once, enter = wire_serve(), [], ThreadLock.__enter__

    def enter_at_the_worst_moment(lock):
        entered = enter(lock)
        if once:
            once.pop()
            signal.raise_signal(signal.SIGUSR1)
        return entered

    with np.NovaPost(KEY, server=server.url, proxy=server.origin, environ={}, timeout=5) as api:
        call(api)
        before = signal.signal(signal.SIGUSR1, lambda *_: act() if act else call(api))
        monkeypatch.setattr(ThreadLock, "__enter__", enter_at_the_worst_moment)
        try:
            for _ in range(3):
                once.append(1)
                with pytest.raises(Interrupt) if act else nullcontext():
                    call(api)
        finally:
            signal.signal(signal.SIGUSR1, before)
        in_time(lambda: call(api))


def test_no_thread_is_left_of_a_call_through_a_proxy(wire_serve):
    server = wire_serve(lambda wire: wire.reset())
    with np.NovaPost(KEY, server=server.url, proxy=server.origin, environ={}, retries=None) as api:
        gc.disable()
        try:
            call(api)
            with pytest.raises(np.TransportError):
                api.request("POST", "/x")
            join_threads_aside()
        finally:
            gc.enable()


def test_a_download_through_a_proxy_that_stalls_is_interrupted_at_once(wire_serve, monkeypatch):
    """It is closed where it waits for more: whoever waited for that would wait for its time."""
    release, heard, ended = threading.Event(), threading.Event(), []
    main, read = threading.get_ident(), foreign._Body.__next__

    def stall(wire):
        wire.send("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n%PDF-")
        ended.append(release.wait(10))

    def press():  # Until it is heard: it may come at the moment at which the wait begins.
        while not heard.wait(0.05):
            signal.pthread_kill(main, signal.SIGUSR1)

    def handle(*_):
        if not heard.is_set():
            heard.set()
            interrupt()

    def interrupted(body):
        if body._chunks is not None:  # The first piece has been read.
            threading.Thread(target=press).start()
        return read(body)

    server = wire_serve(stall, on="/attachments/")
    before = signal.signal(signal.SIGUSR1, handle)
    try:
        with np.NovaPost(KEY, server=server.url, proxy=server.origin, environ={}) as api:
            api.token()
            monkeypatch.setattr(foreign._Body, "__next__", interrupted)
            with pytest.raises(Interrupt):
                api.shipments.download_attachment("1", "2")
            assert not ended
    finally:
        heard.set()
        release.set()
        signal.signal(signal.SIGUSR1, before)


def test_one_that_was_interrupted_as_it_was_made_is_let_go_of_in_silence():
    aside._Exchange.__new__(aside._Exchange).__del__()


def test_a_mock_is_asked_in_the_thread_of_the_call(monkeypatch):
    """Where a proxy is set, too: what it does may belong to that thread, as databases do."""
    threads = []

    def handle_request(*_):
        threads.append(threading.current_thread())
        return httpx.Response(200, json={"jwt": jwt()})

    monkeypatch.setattr(httpx.HTTPTransport, "handle_request", handle_request)
    with np.NovaPost(
        KEY, server="https://x.example", proxy="http://127.0.0.1:9", environ={}
    ) as api:
        api.token()
        call(api)
    assert threads[-1] is threading.current_thread()


def test_an_answer_that_is_in_nobodys_hands_gives_its_connection_back(wire_serve, monkeypatch):
    server, send = wire_serve(), AsideWire.send

    def interrupted(self, message):
        send(self, message)
        raise Interrupt

    with np.NovaPost(KEY, server=server.url, proxy=server.origin, environ={}, retries=None) as api:
        call(api)
        with monkeypatch.context() as patch:
            patch.setattr(AsideWire, "send", interrupted)
            with pytest.raises(Interrupt):
                call(api)
        join_threads_aside()
        (way,) = api._wire._foreign.values()
        assert [one for one in way._way._pool.connections if not one.is_idle()] == []
        call(api)


def test_no_variable_of_ours_shows_the_token_at_any_line(begin):
    shown = set()

    def trace(frame, *_):
        file = frame.f_code.co_filename
        if not file.startswith(HOUSE) or file.endswith(READING):
            return trace if file.startswith(HOUSE) else None
        for name, value in frame.f_locals.items():
            if jwt(1) in repr(value):
                shown.add((file, frame.f_code.co_name, name))
        return trace

    with begin(room=1) as api:
        before = sys.gettrace()
        sys.settrace(trace)
        try:
            call(api)
        finally:
            sys.settrace(before)
    assert not shown


@pytest.mark.parametrize("room", ["_wire", "_aside", "_tokens"])
def test_no_lock_is_taken_that_is_written_in_python_and_can_be_interrupted_itself(room):
    taken = set()
    for file in Path(HOUSE, room).glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.ImportFrom) and node.module == "threading":
                taken |= {name.name for name in node.names}
            elif isinstance(node, ast.Import):
                assert "threading" not in {name.name for name in node.names}
    assert taken <= {"Lock", "Thread", "get_ident", "get_native_id", "main_thread"}
