"""What holds for all tests: each leaves behind what it has found, and none can hang.

The tests have a home and a folder for temporary files of their own, which are empty at the end of
each. Processes and threads end with the test that has started them. No one is asked for but this
machine.
"""

from __future__ import annotations

import faulthandler
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from _pytest.faulthandler import fault_handler_stderr_fd_key
from children import command_of, kill, running
from settled import ELSEWHERE, HOME, TEMPORARY

PATIENCE = 5.0
"""Seconds for a thread to end that has been told to."""


def _files() -> set[Path]:
    return {*HOME.iterdir(), *TEMPORARY.iterdir()}


@pytest.fixture(autouse=True)
def _tidy() -> Iterator[None]:
    files, processes, threads = _files(), running(), set(threading.enumerate())
    yield
    left = [f"the file {path}" for path in sorted(_files() - files)]
    for path in _files() - files:
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    for pid in running() - processes:
        if command := command_of(pid):
            left.append(f"the process {command}")
        kill(pid)
    for thread in set(threading.enumerate()) - threads:
        if not thread.daemon:
            thread.join(PATIENCE)
            left += [f"the thread {thread.name}"] * thread.is_alive()
    if ELSEWHERE.exists():
        left += [f"a question for {name}" for name in ELSEWHERE.read_text().splitlines()]
        ELSEWHERE.unlink()
    assert not left, f"it leaves {', '.join(left)}"


# A test that takes too long is ended by pytest-timeout; what does not even end then, by this.


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    _end_in_time(item)
    try:
        return (yield)
    finally:
        faulthandler.cancel_dump_traceback_later()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item) -> Iterator[None]:
    _end_in_time(item)
    return (yield)


def _end_in_time(item: pytest.Item) -> None:
    mark = item.get_closest_marker("timeout")
    seconds = float(mark.args[0] if mark and mark.args else item.config.getini("timeout")) * 2
    told = item.config.stash[fault_handler_stderr_fd_key]  # Past what is captured.
    faulthandler.dump_traceback_later(seconds, exit=True, file=told)
