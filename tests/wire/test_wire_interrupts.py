"""A signal's handler that raises, or that makes a call itself, at any line of a call."""

import ast
import gc
import sys
from contextlib import suppress
from pathlib import Path

import interrupts
import pytest
from fault_server import KEY, jwt
from interrupts import in_time, interrupt

import novapost_auth as np
from novapost_auth import _wire
from novapost_auth._wire import direct, foreign, pool, ways

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
    assert taken <= {"Lock", "Thread", "get_ident", "get_native_id"}
