"""No fork comes in the middle of a step within OpenSSL, which a child would never get out of."""

import os
import subprocess
import sys

import pytest

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="nothing forks here")

PRELUDE = """
import os, signal, sys, threading, time
from novapost_auth._wire.fork_guard import _forking, _under_way, guarded

def child(work):
    pid = os.fork()
    if not pid:
        os._exit(0 if work() else 1)
    return os.waitpid(pid, 0)[1] == 0

def in_thread(work, **settings):
    thread = threading.Thread(target=work, daemon=True, **settings)
    thread.start()
    return thread
"""


def run(program):
    ran = subprocess.run(
        [sys.executable, "-W", "ignore::DeprecationWarning", "-c", PRELUDE + program],
        capture_output=True,
        text=True,
        timeout=50,
        check=False,
    )
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "as wanted\n", "")


def test_a_child_finds_every_lock_of_a_step_open():
    run("""
lock = threading.Lock()  # As OpenSSL's: taken and given back within a step.
ends = False
def step():
    with lock:
        time.sleep(0)  # Others may run.
def steps():
    while not ends:
        guarded(step)
threads = [in_thread(steps) for _ in range(4)]
assert all(child(lambda: lock.acquire(timeout=0)) for _ in range(100))
ends = True
for thread in threads: thread.join()
assert not _under_way and not _forking
print("as wanted")
""")


def test_a_child_makes_steps_of_its_own():
    run("""
begun, goes_on = threading.Event(), threading.Event()
def step():
    begun.set()
    goes_on.wait()
stuck = in_thread(lambda: guarded(step))  # No fork waits for ever.
begun.wait()
assert child(lambda: not _under_way and not _forking and guarded(lambda: 7) == 7)
assert guarded(lambda: 7) == 7
goes_on.set()
stuck.join()
assert not _under_way
print("as wanted")
""")


def test_who_forks_within_a_step_does_not_wait_for_himself():
    """As a signal's handler may."""
    run("""
from novapost_auth._wire import fork_guard
fork_guard._PATIENCE = 40.0
def handler(*_):
    assert child(lambda: guarded(lambda: 7) == 7)
signal.signal(signal.SIGUSR1, handler)
began = time.monotonic()
guarded(lambda: os.kill(os.getpid(), signal.SIGUSR1))
assert time.monotonic() - began < 40
assert not _under_way and not _forking
print("as wanted")
""")


def test_a_step_that_fails_or_is_interrupted_is_over():
    run("""
def fails():
    raise KeyboardInterrupt
for _ in range(3):
    try:
        guarded(fails)
    except KeyboardInterrupt:
        pass
assert not _under_way
print("as wanted")
""")


def test_a_fork_that_fails_lets_steps_go_on():
    run("""
import resource
resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
if os.getuid() == 0:
    os.setuid(65534)  # The limit does not hold for root.
try:
    os.fork()
except OSError:
    assert not _forking and guarded(lambda: 7) == 7
    print("as wanted")
""")
