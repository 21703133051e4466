"""The command ``novapost``: what an integrator does by hand, and in shell scripts.

It needs the extra ``novapost[cli]``; ``novapost --help`` tells the rest.
"""

import os
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

_EXTRA = ("cyclopts", "rich")
# What to run where a tool has made the environment, in a folder that is called like it.
_HOW = {
    "pipx": "pipx install --force 'novapost[cli]'",
    "uv": "uvx --from 'novapost[cli]' novapost",
}
_INTERRUPTED = 130
# What ends a process at once, and would leave half of a file behind.
_ENDS = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]


def main() -> NoReturn:
    """Run the command of ``sys.argv`` and end the process with its exit code."""
    ended_by: list[int] = []

    def end(number: int, _: object) -> NoReturn:
        ended_by.append(number)
        raise KeyboardInterrupt

    for number in _ENDS:
        if signal.getsignal(number) == signal.SIG_DFL:  # Else someone wants it ignored.
            signal.signal(number, end)
    try:
        from novapost_auth.cli._app import run  # noqa: PLC0415 - the extra may be missing

        code = run(sys.argv[1:])
    except KeyboardInterrupt:  # Before the command began.
        code = _INTERRUPTED
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] not in _EXTRA:
            raise
        code = 2
        places = Path(sys.prefix).parts
        how = next((_HOW[name] for name in _HOW if name in places), "pip install 'novapost[cli]'")
        print(f"novapost: the command line needs an extra: {how}", file=sys.stderr)
    if code == _INTERRUPTED:
        with suppress(OSError):
            print(end="", flush=True)
        for number in ended_by:  # Now that all is tidy, it may do what it would have done.
            signal.signal(number, signal.SIG_DFL)
            signal.raise_signal(number)
        os._exit(code)  # Threads that wait for an answer would hold up the end until it comes.
    sys.exit(code)
