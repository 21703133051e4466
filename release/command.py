"""Other programs: they are run without what this environment brings, and end or are an error."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from release.checks import ReleaseError

_OURS: Final = ("PYTHON", "NOVAPOST_", "VIRTUAL_ENV", "PYTEST_", "COVERAGE_")
_COLOURS: Final = re.compile(r"\x1b\[[0-9;]*m")
_TELLING: Final = re.compile(r"error|fail|warning|finding|W\d{3}:", re.IGNORECASE)
_LONGEST: Final = 300


def output(*command: str | Path, cwd: Path | None = None, umask: int = -1, **environ: str) -> str:
    """Run a command and return what it printed.

    Raises ReleaseError, with the lines that tell what is wrong, if it does not end well.
    """
    words = [str(word) for word in command]
    try:
        done = subprocess.run(
            words,
            cwd=cwd,
            env=_plain(os.environ) | environ,
            umask=umask,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
    except OSError as error:
        raise ReleaseError(f"{Path(words[0]).name}: {error.strerror}") from None
    if done.returncode:
        raise ReleaseError(telling(done.stdout + done.stderr) or f"{words} ended without a word")
    return done.stdout


def telling(output: str) -> str:
    """Return the lines of a program's output that tell what is wrong, as one."""
    lines = [" ".join(line.split()) for line in _COLOURS.sub("", output).splitlines()]
    said = [line for line in lines if line]
    chosen = " | ".join([line for line in said if _TELLING.search(line)] or said[-1:])
    return chosen if len(chosen) <= _LONGEST else f"{chosen[:_LONGEST]}..."


def _plain(environ: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in environ.items() if not name.startswith(_OURS)}
