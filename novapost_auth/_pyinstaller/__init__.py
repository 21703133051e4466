"""What PyInstaller is told of both packages, by the entry point that it looks for.

They import their modules when these are first used, by name, which it cannot see. A hook for each
of them says which there are, and which file they read.
"""

from __future__ import annotations

import pkgutil
from importlib import import_module
from pathlib import Path


def hook_dirs() -> list[str]:
    """Give the folder of the hooks."""
    return [str(Path(__file__).parent)]


def modules_of(package: str, *but: str) -> list[str]:
    """Give the names of all modules of a package, without what is in those of ``but``."""
    found = [package]
    for info in pkgutil.iter_modules(import_module(package).__path__, f"{package}."):
        if info.name not in but:
            found += modules_of(info.name, *but) if info.ispkg else [info.name]
    return found
