"""Where tests live: a home and a temporary folder of their own, and no machine but this."""

from __future__ import annotations

import atexit
import os
import shutil
import sys
import tempfile
from pathlib import Path

from children import heed_signals

_GUARD = str(Path(__file__).with_name("guard"))
_BEFORE = "PYTEST_DEBUG_TEMPROOT"  # Where pytest keeps its own folders, as it did before.

os.environ.setdefault(_BEFORE, tempfile.gettempdir())
# Those of the workers are in the one of who has started them, and go with it.
OURS = Path(tempfile.mkdtemp(prefix="np-", dir=os.environ.get("TESTS_OURS", os.environ[_BEFORE])))
"""For what belongs to no single test. It is gone at the end."""
HOME, TEMPORARY = OURS / "home", OURS / "tmp"
ELSEWHERE = OURS / "elsewhere"
"""Which machines were asked for: the guard writes it down."""


def settle() -> None:
    """Move in. It is done once a process, before anything else."""
    if HOME.exists():  # Some run tests several times in one, as mutmut does.
        return
    process = os.getpid()
    atexit.register(lambda: os.getpid() == process and shutil.rmtree(OURS, ignore_errors=True))
    for folder in (HOME, TEMPORARY):
        folder.mkdir()
    for name in [name for name in os.environ if name.startswith(("XDG_", "NOVAPOST_"))]:
        del os.environ[name]
    os.environ |= {"HOME": str(HOME), "TMPDIR": str(TEMPORARY)}
    os.environ |= {"TESTS_OURS": str(OURS), "TESTS_ELSEWHERE": str(ELSEWHERE)}
    # What is compiled is kept, whatever the machine prefers: some thousand processes read it.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sys.dont_write_bytecode = False
    tempfile.tempdir = None
    sys.path.append(_GUARD)
    __import__("loopback")
    path = [_GUARD, *filter(None, [os.environ.get("PYTHONPATH")])]
    os.environ["PYTHONPATH"] = os.pathsep.join(path)
    heed_signals()
