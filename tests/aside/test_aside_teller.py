"""What is told aside, and by whom: nobody is held up by who listens."""

import asyncio
import logging
import os
import subprocess
import sys
import threading
import time
import warnings

import pytest

from novapost_auth._aside import HEARD, TOLD, Latch, Teller, hearing, is_hearing, log, start
from novapost_auth._aside import thread as _thread


def until(condition):
    """Wait until another thread has made ``condition()`` true."""
    ends = time.monotonic() + 10.0
    while not condition():
        assert time.monotonic() < ends, "it never came true"
        time.sleep(0.001)


def elsewhere(work):
    """Do ``work()`` in a thread of its own, which has ten seconds."""
    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    thread.join(10)
    assert not thread.is_alive(), "it waits"


def test_what_nobody_hears_does_not_pile_up():
    let_go = threading.Event()
    teller = Teller("stuck")
    threads = threading.active_count()
    for _ in range(3000):
        teller.tell(lambda: let_go.wait(30))
    assert threading.active_count() <= threads + 50
    assert len(teller._queue) <= 1000
    let_go.set()
    until(lambda: not teller._queue)


def test_who_is_stuck_is_not_waited_for_again():
    let_go = threading.Event()
    teller = Teller("stuck")
    first = teller.tell(lambda: let_go.wait(30))
    until(teller._telling.locked)
    assert not first.is_set
    assert not teller.tell(list).is_set
    teller._since = time.monotonic() - 1.0
    assert teller.tell(list).is_set
    let_go.set()
    until(lambda: not teller._telling.locked())
    assert first.is_set


def test_what_comes_while_something_is_told_is_told_by_the_same_thread():
    let_go, told = threading.Event(), []

    def slow(number):
        told.append((number, threading.get_ident()))
        let_go.wait(30)

    teller = Teller("teller-of-this-test")
    threads = set(threading.enumerate())
    latches = [teller.tell(lambda: slow(1))]
    until(teller._telling.locked)
    latches += [teller.tell(lambda n=n: slow(n)) for n in (2, 3)]
    (mine,) = [t for t in threading.enumerate() if t.name == "teller-of-this-test"]
    assert mine.daemon
    assert {mine} == set(threading.enumerate()) - threads
    let_go.set()
    mine.join(10)
    assert [number for number, _ in told] == [1, 2, 3]
    assert {ident for _, ident in told} == {mine.ident}
    assert all(latch.is_set for latch in latches)


def test_two_tellers_do_not_wait_for_one_another():
    teller = Teller("teller")
    teller._telling.acquire()
    teller.tell(list)
    elsewhere(lambda: teller._tell_all(Exception))  # Comes back, and leaves it to the other.
    assert len(teller._queue) == 1
    teller._telling.release()
    teller._tell_all(Exception)
    assert not teller._queue


@pytest.mark.parametrize("error", [ValueError, IndexError, SystemExit, asyncio.CancelledError])
def test_what_is_raised_does_not_keep_the_next_from_being_told(error):
    let_go, told = threading.Event(), []

    def fail():
        let_go.wait(30)
        raise error

    teller = Teller("teller")
    latches = [teller.tell(fail), teller.tell(lambda: told.append(1))]
    let_go.set()
    for latch in latches:
        latch.wait(10.0)
    assert told == [1]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork there")
def test_a_child_tells_anew_whatever_its_parent_was_telling():
    """Also if it was forked by the very one who is told."""
    let_go, told, children = threading.Event(), [], []
    teller = Teller("teller")

    def fork():
        children.append(os.fork())
        if not children[-1]:
            teller.tell(lambda: told.append("anew")).wait(10.0)
            os._exit(0 if told == ["anew"] else 1)

    warnings.simplefilter("ignore", DeprecationWarning)  # Of forks among threads.
    teller.tell(fork).wait(10.0)
    teller.tell(lambda: let_go.wait(30))
    teller.tell(lambda: told.append("the parent's"))
    fork()
    let_go.set()
    assert [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children] == [0, 0]
    until(lambda: told == ["the parent's"])


LINGERS = """
import sys, time
from novapost_auth._aside import Teller
Teller("slow").tell(lambda: (time.sleep(0.1), print("told", flush=True)))
Teller("stuck").tell(lambda: time.sleep(60))
"""


def test_what_is_being_told_at_the_exit_is_heard_for_a_moment():
    ran = subprocess.run(
        [sys.executable, "-c", LINGERS], capture_output=True, text=True, timeout=30, check=True
    )
    assert (ran.stdout, ran.stderr) == ("told\n", "")


def test_a_moment_is_half_a_second():
    assert HEARD == 0.5


# --- Lines of the log


@pytest.fixture
def logger():
    """Give a logger of its own, and what it has handled."""
    logger, handler, handled = logging.getLogger("novapost.test"), logging.Handler(), []
    handler.emit = handled.append
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    logger.handled = handled
    yield logger
    logger.removeHandler(handler)


def test_a_line_is_handled_aside_and_says_where_it_was_said(logger):
    by = []
    logger.handlers[0].emit = lambda record: by.append((record, threading.get_ident()))
    log(logger, logging.INFO, "%s and %d", "one", 2).wait(10.0)
    ((record, handled_by),) = by
    assert handled_by != threading.get_ident() == record.thread
    assert record.getMessage() == "one and 2"
    assert (record.name, record.levelno) == ("novapost.test", logging.INFO)
    assert (record.pathname, record.module) == (__file__, "test_aside_teller")
    assert record.funcName == "test_a_line_is_handled_aside_and_says_where_it_was_said"
    assert (
        record.lineno
        == test_a_line_is_handled_aside_and_says_where_it_was_said.__code__.co_firstlineno + 3
    )
    assert record.exc_info is None


def test_an_error_is_told_with_its_traceback(logger):
    try:
        raise ValueError("broken")  # noqa: TRY301
    except ValueError as error:
        caught = error
        log(logger, logging.ERROR, "it failed", error=error).wait(10.0)
    (record,) = logger.handled
    assert record.exc_info == (ValueError, caught, caught.__traceback__)
    assert logging.Formatter().format(record).endswith("ValueError: broken")


def test_a_line_below_the_level_is_not_made(logger):
    assert log(logger, logging.DEBUG, "%d", "no number") is TOLD
    assert logger.handled == []


def test_who_handles_a_line_is_marked(logger):
    marks = []
    logger.addFilter(lambda _: marks.append(is_hearing()) or True)
    log(logger, logging.INFO, "line").wait(10.0)
    assert marks == [True]
    assert not is_hearing()


def test_a_mark_is_taken_away_whatever_happens():
    def hear():
        with hearing():
            assert is_hearing()
            raise LookupError

    with pytest.raises(LookupError):
        hear()
    assert not is_hearing()


@pytest.mark.parametrize("broken", ["isEnabledFor", "findCaller", "makeRecord"])
def test_a_logger_that_is_broken_is_no_trouble(logger, monkeypatch, broken):
    def fail(*_, **__):
        raise ValueError("broken")

    monkeypatch.setattr(logger, broken, fail, raising=False)
    assert log(logger, logging.INFO, "line") is TOLD


# --- Latches and threads


def test_a_latch_wakes_all_who_wait_once():
    latch, woken = Latch(), []
    threads = [threading.Thread(target=lambda: woken.append(latch.wait(10.0))) for _ in range(5)]
    for thread in threads:
        thread.start()
    until(lambda: len(latch._wakers) == 5)
    assert not latch.is_set
    latch.set()
    latch.set()
    for thread in threads:
        thread.join(10)
    assert (latch.is_set, len(latch._wakers), len(woken)) == (True, 0, 5)
    latch.wait(10.0)
    assert not latch._wakers


def test_a_wait_ends_when_its_time_is_up():
    latch = Latch()
    latch.wait(0.01)
    assert (latch.is_set, len(latch._wakers)) == (False, 0)
    assert Latch(is_set=True).is_set


@pytest.mark.parametrize("error", [TimeoutError, KeyboardInterrupt, ValueError])
def test_what_a_signals_handler_raises_is_not_taken_for_a_refusal(monkeypatch, error):
    def fail(_):
        raise error

    monkeypatch.setattr(threading.Thread, "start", fail)
    with pytest.raises(error):
        start(list, "mine")


@pytest.mark.parametrize("error", [RuntimeError, MemoryError, OSError, SystemError])
def test_where_no_thread_can_be_had_it_says_so(monkeypatch, error):
    def fail(_):
        raise error

    monkeypatch.setattr(threading.Thread, "start", fail)
    assert start(list, "mine") is False
    told = []
    teller = Teller("mine")
    assert teller.tell(lambda: told.append(1)).is_set
    assert told == [1]


def test_without_threads_an_interrupt_gets_through(monkeypatch):
    def refuse(_):
        raise RuntimeError

    def interrupt():
        raise KeyboardInterrupt

    monkeypatch.setattr(threading.Thread, "start", refuse)
    teller = Teller("mine")
    with pytest.raises(KeyboardInterrupt):
        teller.tell(interrupt)
    assert not teller._telling.locked()
    assert teller.tell(list).is_set


def test_a_fork_waits_for_threads_that_are_about_to_end_and_for_no_others(monkeypatch, tmp_path):
    slept = []
    monkeypatch.setattr(_thread, "_TASKS", tmp_path)
    monkeypatch.setattr(_thread, "_ending", ending := [])

    def sleep(seconds):
        slept.append(seconds)
        assert len(slept) < 1000
        if len(slept) == 3:
            (tmp_path / "71").rmdir()

    monkeypatch.setattr(_thread.time, "sleep", sleep)
    _thread._let_them_end()
    assert slept == []

    (tmp_path / "71").mkdir()
    ending.extend([70, 71])
    _thread._let_them_end()
    assert len(slept) == 3
    assert not ending


def test_a_fork_waits_for_no_thread_for_long(monkeypatch, tmp_path):
    moments = iter([5.0, 5.1, 5.4, 5.5, 99.0])
    monkeypatch.setattr(_thread, "_TASKS", tmp_path)
    monkeypatch.setattr(_thread, "_ending", ending := [71])
    monkeypatch.setattr(_thread.time, "monotonic", lambda: next(moments))
    monkeypatch.setattr(_thread.time, "sleep", lambda _: None)
    (tmp_path / "71").mkdir()
    _thread._let_them_end()
    assert not ending
    assert next(moments) == 99.0


def test_threads_may_end_while_a_fork_waits_for_others_and_few_are_remembered():
    calls = 400
    done = threading.Event()

    def end_one_after_the_other():
        for _ in range(calls):
            _thread.start(int, "novapost-short")
        done.set()

    churning = threading.Thread(target=end_one_after_the_other)
    churning.start()
    while not done.is_set():
        _thread._let_them_end()
    churning.join()
    for _ in range(calls):
        _thread._do(int)
    assert len(_thread._ending) < calls
    _thread._ending.clear()
