"""What is shared is walked while other threads, and handlers of signals, add to it."""

import gc
import sys
from pathlib import Path

import pytest

import novapost_auth
from novapost_auth._aside import teller
from novapost_auth._wire.pool import Connection, Pool
from novapost_auth._wire.weakly import Weakly


class Thing:
    """Somebody else's."""


class Dropped:
    def __init__(self):
        self.is_dropped = False

    def drop(self):
        self.is_dropped = True


def connection():
    return Connection(("http", "host", 80), Dropped(), None)


@pytest.fixture
def at_every_line():
    """Do something at every line that Python runs, as another thread or a handler may."""

    def start(act):
        busy = []

        def trace(frame, event, _argument):
            if event == "line" and not busy and frame.f_code.co_filename != __file__:
                busy.append(1)
                act()
                busy.clear()
            return trace

        sys.settrace(trace)

    before = sys.gettrace()
    yield start
    sys.settrace(before)


def test_a_pool_lets_go_of_all_while_some_are_opened(at_every_line):
    pool, held = Pool(), [connection() for _ in range(3)]
    for one in held:
        pool.add(one)
    first = [*held]

    def opened():
        if len(held) < 50:
            held.append(connection())
            pool.add(held[-1])

    at_every_line(opened)
    pool.forget()
    sys.settrace(None)

    assert len(held) == 50
    assert all(one.socket.is_dropped for one in first)


def test_a_program_ends_while_clients_are_made(at_every_line):
    made = [teller.Teller("one")]
    at_every_line(lambda: len(made) < 50 and made.append(teller.Teller("more")))
    teller._at_exit()
    sys.settrace(None)
    assert len(made) == 50


def test_it_is_a_set_of_what_others_hold():
    known, one, other = Weakly(), Thing(), Thing()
    known.add(one)
    known.add(one)
    known.add(other)
    assert list(known) == [one, other]

    del other
    gc.collect()

    assert list(known) == [one]


def test_those_that_go_meanwhile_are_passed_over():
    known, things = Weakly(), [Thing() for _ in range(5)]
    for one in things:
        known.add(one)
    left = 0
    del one
    for _ in known:
        things.clear()
        left += 1
    assert left == 1


def test_what_is_known_weakly_is_known_in_this_way_alone():
    package = Path(novapost_auth.__file__).parent
    texts = (file.read_text("utf-8") for file in package.rglob("*.py"))
    assert not any("weakref import WeakSet" in text for text in texts)
