"""Processes that tests start: they get the signals they need, and end with the test."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

_SIGNALS = [getattr(signal, name, None) for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT")]
_TASKS = Path("/proc/self/task")
_PATIENCE = 5.0  # Seconds for a process to be loaded, or to end.
_kept: set[int] = set()


class Child(subprocess.Popen):
    """A process that is killed where its block is left by an exception, and not waited for."""

    def __exit__(self, kind: type[BaseException] | None, *rest: object) -> None:
        if kind is not None:
            self.kill()
        super().__exit__(kind, *rest)


class Server(Child):
    """One that a fixture shares between tests."""

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        _kept.add(self.pid)


def end_by(process: subprocess.Popen, number: int) -> None:
    """Send a signal until the process has ended.

    One that comes just before it begins to wait, for a key or an answer, is noticed after that.
    """
    while process.poll() is None:
        process.send_signal(number)
        with suppress(subprocess.TimeoutExpired):
            process.wait(_PATIENCE)


def heed_signals() -> None:
    """Undo what was inherited: what ``make test &`` runs ignores Ctrl-C, and so do its children."""
    for number in filter(None, _SIGNALS):
        if signal.getsignal(number) == signal.SIG_IGN:
            is_interrupt = number == signal.SIGINT
            signal.signal(number, signal.default_int_handler if is_interrupt else signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, filter(None, _SIGNALS))


def running() -> set[int]:
    """Return the processes that this one has started, as far as the system tells."""
    found: set[int] = set()
    for task in _TASKS.iterdir() if _TASKS.exists() else ():
        with suppress(OSError):  # A thread that is gone, or a system that does not tell.
            found |= {int(pid) for pid in (task / "children").read_text().split()}
    return {pid for pid in found - _kept if "multiprocessing" not in command_of(pid)}


def command_of(pid: int) -> str:
    """Return what a process runs; nothing if it has ended, though nobody has taken note of it.

    One that has just been started has no command for a moment either, while the system loads it.
    """
    ends = time.monotonic() + _PATIENCE
    with suppress(OSError):
        while time.monotonic() < ends and not _has_ended(pid):
            if command := Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ").strip():
                return command
            time.sleep(0.001)
    return ""


def _has_ended(pid: int) -> bool:
    state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    return state in "ZX"


def kill(pid: int) -> None:
    """End a process that is not wanted any more, and take note of its end."""
    with suppress(OSError):
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
