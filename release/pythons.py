"""The Pythons of this machine: by their names on the path, and among those that pyenv keeps."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

from release.checks import ReleaseError
from release.command import output

_NAME: Final = re.compile(r"python3\.\d+t?")
_TELL: Final = (
    "import sys, sysconfig;"
    "free = sysconfig.get_config_var('Py_GIL_DISABLED');"
    "print('%d.%d' % sys.version_info[:2] + 't' * bool(free))"
)


class Python(NamedTuple):
    """An interpreter that runs."""

    version: str
    """Such as 3.13, or 3.13t without the global lock."""
    path: Path

    @property
    def order(self) -> tuple[int, ...]:
        """Older ones first."""
        return tuple(int(part) for part in re.findall(r"\d+", self.version))


def find(folders: Iterable[Path], oldest: str) -> list[Python]:
    """Return one of each version, not older than ``oldest``: the first that runs."""
    found: dict[str, Python] = {}
    for folder in folders:
        for path in sorted(folder.glob("python3.*")):
            if _NAME.fullmatch(path.name) and (version := _version(path)):
                found.setdefault(version, Python(version, path))
    floor = Python(oldest, Path()).order
    return sorted((one for one in found.values() if one.order >= floor), key=lambda one: one.order)


def missing_findings(declared: Iterable[str], here: Iterable[Python]) -> Iterator[str]:
    """What is declared is tried."""
    if missing := sorted(set(declared) - {python.version for python in here}):
        yield f"not on this machine: {', '.join(missing)}"


def folders() -> Iterator[Path]:
    """Yield where interpreters are looked for."""
    yield from (Path(one) for one in os.get_exec_path())
    if shutil.which("pyenv"):
        yield from sorted(Path(output("pyenv", "root").strip()).glob("versions/*/bin"))


def _version(path: Path) -> str:
    """Return what an interpreter is; nothing if it does not run, as a shim of none does not."""
    try:
        return output(path, "-I", "-c", _TELL).strip()
    except ReleaseError:
        return ""
