"""Where the API key comes from: a file, the environment, or whoever sits at the terminal.

It is never an argument: those stand in the process list, where every user of the machine can
read them, and in the history of the shell.
"""

from __future__ import annotations

import getpass
import os
import stat
import sys
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Final

import novapost_auth
from novapost_auth.cli._exits import Stop
from novapost_auth.cli._files import decoded

VARIABLE: Final = "NOVAPOST_API_KEY"

_LONGEST: Final = 4096  # Bytes. Who names /dev/zero shall not wait for ever.


def find_key(file: Path | None, warn: Callable[[str], None]) -> novapost_auth.Secret | None:
    """Return the key, or None if there is none.

    Args:
        file: where to read it, whatever the environment holds.
        warn: is told in one line if others can read the file.

    Raises:
        Stop: the file cannot be read or holds no key.

    """
    if file is not None:
        return _from_file(file, warn)
    if os.environ.get(VARIABLE, "").strip():
        return novapost_auth.Secret(os.environ[VARIABLE])
    return _asked() if sys.stdin.isatty() else None


def _from_file(path: Path, warn: Callable[[str], None]) -> novapost_auth.Secret:
    # Messages do not name the file: it may be the key itself, given by mistake.
    try:
        with path.open("rb") as file:
            mode = os.fstat(file.fileno()).st_mode
            content = file.read(_LONGEST + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "no such path"
        raise Stop(f"the key file cannot be read: {reason}") from None
    lines = decoded(content).split()
    if len(lines) != 1 or len(content) > _LONGEST or "\ufffd" in lines[0]:  # No text at all.
        raise Stop("the key file must hold the key and nothing else")
    if stat.S_ISREG(mode) and mode & (stat.S_IRWXG | stat.S_IRWXO) and os.name == "posix":
        # Not an error: files that containers mount as secrets are often of this kind.
        warn("warning: others on this machine may read the key file; chmod 600 keeps it yours")
    return novapost_auth.Secret(lines[0])


def _asked() -> novapost_auth.Secret | None:
    with warnings.catch_warnings():
        # Where the terminal cannot hide it, it is not asked for.
        warnings.simplefilter("error", getpass.GetPassWarning)
        try:
            return novapost_auth.Secret(getpass.getpass("Nova Post API key (not shown): "))
        except getpass.GetPassWarning:
            return None
        except (EOFError, KeyboardInterrupt) as end:
            print(file=sys.stderr)  # What comes next shall not stand behind the question.
            if isinstance(end, EOFError):
                return None
            raise
