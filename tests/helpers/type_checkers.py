"""The type checkers, as users run them."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from filelock import FileLock

_ROOT = Path(__file__).parents[2]
_KEPT = _ROOT / ".mypy_cache"


def mypy(
    *arguments: str | Path,
    cwd: Path = _ROOT,
    python: str | Path = sys.executable,
    environ: Mapping[str, str] | None = None,
) -> subprocess.CompletedProcess[str]:
    """Run it strictly. What it knows of the packages it keeps, and shares with `make typecheck`.

    Args:
        arguments: What to check, and how.
        cwd: Where it is run.
        python: Whose packages the program sees.
        environ: The environment, if it is another.

    """
    _KEPT.mkdir(exist_ok=True)
    command = [python, "-m", "mypy", "--strict", f"--cache-dir={_KEPT}", *arguments]
    with FileLock(_KEPT / "tests.lock"):  # What it keeps is for one at a time.
        return _run(command, cwd, environ)


def pyright(*arguments: str | Path, cwd: Path = _ROOT) -> subprocess.CompletedProcess[str]:
    """Run basedpyright for its errors alone."""
    command = [sys.executable, "-m", "basedpyright", "--pythonpath", sys.executable]
    return _run([*command, "--level", "error", *arguments], cwd)


def _run(
    command: list[str | Path], cwd: Path, environ: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=cwd, env=environ, capture_output=True, text=True, check=False
    )
