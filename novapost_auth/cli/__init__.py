"""The command ``novapost``: what an integrator does by hand, and in shell scripts.

It needs the extra ``novapost[cli]``; ``novapost --help`` tells the rest.
"""

import os
import sys
from contextlib import suppress
from typing import NoReturn

_EXTRA = ("cyclopts", "rich")
_INTERRUPTED = 130


def main() -> NoReturn:
    """Run the command of ``sys.argv`` and end the process with its exit code."""
    try:
        from novapost_auth.cli._app import run  # noqa: PLC0415 - the extra may be missing

        code = run(sys.argv[1:])
    except KeyboardInterrupt:  # Before the command began.
        code = _INTERRUPTED
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] not in _EXTRA:
            raise
        code = 2
        print(
            "novapost: the command line needs an extra: pip install 'novapost[cli]'",
            file=sys.stderr,
        )
    if code == _INTERRUPTED:
        with suppress(OSError):
            print(end="", flush=True)
        os._exit(code)  # Threads that wait for an answer would hold up the end until it comes.
    sys.exit(code)
