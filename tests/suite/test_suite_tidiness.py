"""The suite keeps itself in order: what a test would leave behind, or wait for, is told."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from children import Child

ROOT = Path(__file__).parents[2]
# A suite of one file that has the conftest of this one.
CONFTEST = (ROOT / "tests" / "conftest.py").read_text("utf-8")
# Its tests run in the order in which they stand, whoever shuffles those of this one.
PLUGINS = ["-p", "no:cacheprovider", "-p", "no:randomly"]
SETTINGS = f"""
[pytest]
pythonpath = {ROOT / "tests" / "helpers"}
filterwarnings = error
timeout = {{timeout}}
"""


@pytest.fixture
def run(tmp_path):
    """Run a file of tests as this suite does; return what was said of it."""

    def run(program, *, timeout=60, ignored=()):
        (tmp_path / "conftest.py").write_text(CONFTEST)
        (tmp_path / "pytest.ini").write_text(SETTINGS.format(timeout=timeout))
        (tmp_path / "test_it.py").write_text(program)

        def ignore():
            for number in ignored:
                signal.signal(number, signal.SIG_IGN)

        with Child(
            [sys.executable, "-m", "pytest", "-q", *PLUGINS, "test_it.py"],
            cwd=tmp_path,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env=os.environ | {"TESTS_OURS": str(tmp_path)},
            preexec_fn=ignore if ignored else None,
        ) as process:
            said, _ = process.communicate(timeout=50)
        return process.returncode, said

    return run


UNTIDY = """
import os, socket, subprocess, sys, tempfile, threading
from pathlib import Path
import pytest, tidiness
tidiness.PATIENCE = 0.1

def test_home():
    Path.home().joinpath(".cache").mkdir()

def test_temporary():
    tempfile.mkdtemp(prefix="a-folder")

def test_process():
    global process
    process = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])

def test_processs_end():
    assert process.wait(10) is not None

def test_thread():
    threading.Thread(target=threading.Event().wait, args=[0.5], name="one that stays").start()

def test_lookup():
    with pytest.raises(socket.gaierror):
        socket.getaddrinfo("api.novapost.com", 443)

def test_connection():
    with socket.socket() as sock, pytest.raises(OSError):
        sock.connect(("93.184.215.14", 80))

def test_lookup_of_a_child():
    program = "import socket; socket.gethostbyname('example.org')"
    assert subprocess.run([sys.executable, "-c", program], stderr=subprocess.DEVNULL).returncode

def test_tidy():
    assert os.listdir(Path.home()) == os.listdir(tempfile.gettempdir()) == []
    with pytest.raises(socket.gaierror):
        socket.getaddrinfo("api.novapost.invalid", 443)
    with socket.create_server(("localhost", 0)) as server:
        socket.create_connection(server.getsockname()).close()
"""


def test_what_a_test_leaves_behind_is_told_and_gone(run):
    code, said = run(UNTIDY)
    assert code == 1
    assert "9 passed, 7 errors" in said
    told = re.findall(r"^E +AssertionError: it leaves (.*)$", said, re.MULTILINE)
    expected = [
        *("the file .*/home/.cache", "the file .*/tmp/a-folder.*", "the process .*sleep.*"),
        *("the thread one that stays", "a question for api.novapost.com"),
        *("a question for 93.184.215.14", "a question for example.org"),
    ]
    for left, pattern in zip(told, expected, strict=True):
        assert re.fullmatch(pattern, left)


STUCK = """
import pytest, subprocess, sys, time

@pytest.mark.timeout(1)
def test_stuck():
    from children import Child
    with Child([sys.executable, "-c", "import time; time.sleep(600)"]):
        time.sleep(600)

def test_after():
    pass
"""


def test_what_waits_for_ever_is_ended_with_what_it_has_started(run):
    code, said = run(STUCK)
    assert code == 1
    assert "1 failed, 1 passed" in said


NEVER = """
import pytest, time

@pytest.fixture
def stuck():
    yield
    time.sleep(600)

def test_never(stuck):
    time.sleep(600)
"""


def test_what_does_not_even_end_when_it_is_told_to_ends_the_run(run):
    code, said = run(NEVER, timeout=0.5)
    assert code == 1
    assert "in stuck" in said


HEEDED = """
import signal, subprocess, sys
from children import Child

def test_children_end():
    program = "import time; print(1, flush=True); time.sleep(600)"
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT):
        with Child(
            [sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        ) as child:
            child.stdout.readline()
            child.send_signal(number)
        assert child.returncode == -number
"""


@pytest.mark.skipif(os.name != "posix", reason="signals are those of POSIX")
def test_children_heed_signals_that_the_suite_was_started_to_ignore(run):
    ignored = [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT]
    code, said = run(HEEDED, ignored=ignored)
    assert code == 0, said
